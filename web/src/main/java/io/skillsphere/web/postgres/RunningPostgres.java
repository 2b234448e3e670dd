package io.skillsphere.web.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The embedded PostgreSQL of another SkillSphere that runs on the same data folder: used, and left running. */
record RunningPostgres(Path cluster, int port, String getPassword) implements Database {

    /** The one whose server runs on the data folder; empty where none does, or where it is another user's. */
    static Optional<RunningPostgres> in(Path dataFolder) {
        Path cluster = dataFolder.toAbsolutePath().normalize().resolve("postgres");
        Path pidFile = cluster.resolve("postmaster.pid");
        try {
            // Line 4 is the port, line 8 the state, as PostgreSQL documents the file.
            List<String> lines = Files.readAllLines(pidFile);
            if (lines.size() < 8 || !lines.get(7).trim().equals("ready")) {
                return Optional.empty();
            }
            return Optional.of(new RunningPostgres(
                    cluster,
                    Integer.parseInt(lines.get(3).trim()),
                    Files.readString(EmbeddedPostgres.passwordFile(cluster))));
        } catch (IOException | NumberFormatException notRunning) {
            return Optional.empty();
        }
    }

    @Override
    public String getJdbcUrl() {
        return EmbeddedPostgres.url(port, EmbeddedPostgres.NAME);
    }

    @Override
    public String getUsername() {
        return EmbeddedPostgres.NAME;
    }

    @Override
    public String whereabouts() {
        return "running embedded PostgreSQL on port %d, data in %s".formatted(port, cluster);
    }

    @Override
    public String toString() {
        return whereabouts(); // without the password
    }
}
