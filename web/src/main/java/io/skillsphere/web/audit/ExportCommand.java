package io.skillsphere.web.audit;

import io.skillsphere.query.ledger.Checkpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code audit export}: writes the bundle; whether it holds is for {@code audit verify} to say. */
class ExportCommand implements AuditCommand {

    private final Notary notary;

    ExportCommand(Notary notary) {
        this.notary = notary;
    }

    @Override
    public int run(AuditArguments arguments, PrintStream out, PrintStream err) throws IOException {
        Path folder = Path.of(
                arguments.option("out").orElseThrow(() -> new AuditArguments.BadUsageException("--out is needed.")));
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new AuditArguments.BadUsageException("The folder %s is not empty.".formatted(folder));
            }
        }
        Optional<Checkpoint> head = notary.signNow();
        if (head.isEmpty()) {
            err.println("Nothing has happened yet.");
            return NOT_ANSWERED;
        }
        notary.write(head.get(), name -> Files.newOutputStream(folder.resolve(name), StandardOpenOption.CREATE_NEW));
        out.printf(
                "%s holds %d events, up to position %d%n",
                folder, head.get().count(), head.get().position());
        return HOLDS;
    }
}
