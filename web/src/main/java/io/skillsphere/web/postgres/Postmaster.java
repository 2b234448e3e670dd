package io.skillsphere.web.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the file postmaster.pid tells of a server that was not stopped. */
final class Postmaster {

    private final Path cluster;
    private final Path pidFile;

    Postmaster(Path cluster) {
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /**
     * The process of a server that still runs on these data. A file left by one that is gone is removed: its number may by now
     * be another program's, which would keep PostgreSQL from starting. Call it only while holding the data folder.
     */
    Optional<Long> orphan() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        Optional<Long> orphan =
                pid().flatMap(ProcessHandle::of).filter(this::isOurs).map(ProcessHandle::pid);
        if (orphan.isEmpty()) {
            Files.delete(pidFile);
        }
        return orphan;
    }

    private Optional<Long> pid() throws IOException {
        try {
            return Files.readAllLines(pidFile).stream().findFirst().map(line -> Long.valueOf(line.trim()));
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        // Where the system does not tell a process's arguments, the name alone must do.
        boolean theseData = info.arguments()
                .map(arguments -> List.of(arguments).contains(cluster.toString()))
                .orElse(true);
        return postgres && theseData;
    }
}
