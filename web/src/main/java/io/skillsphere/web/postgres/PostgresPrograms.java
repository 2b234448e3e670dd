package io.skillsphere.web.postgres;

import io.skillsphere.web.StartRefusedException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the jar into the data folder: there they outlive a cleaned temporary folder, and nobody
 * else can put other programs in their place.
 */
final class PostgresPrograms {

    private static final String PREFIX = "programs-";
    private static final String UNPACKING = "unpacking";

    private PostgresPrograms() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}; unpacks it unless an earlier start has. */
    static Path unpackedIn(Path folder) throws IOException {
        byte[] archive = archive();
        Path programs = folder.resolve(PREFIX + HexFormat.of().formatHex(DigestUtils.md5Digest(archive), 0, 6));
        if (!Files.isDirectory(programs)) {
            removeOthers(folder);
            Path unpacking = folder.resolve(UNPACKING);
            unpack(archive, unpacking);
            Files.move(unpacking, programs, StandardCopyOption.ATOMIC_MOVE);
        }
        return programs;
    }

    private static byte[] archive() throws IOException {
        String os = System.getProperty("os.name");
        String system = os.startsWith("Windows") ? "Windows" : os.startsWith("Mac") ? "Darwin" : "Linux";
        try (InputStream archive =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"))) {
            return archive.readAllBytes();
        } catch (IllegalStateException e) {
            throw new StartRefusedException(
                    "This jar was built without PostgreSQL for %s on %s."
                            .formatted(system, System.getProperty("os.arch")),
                    "Build it on this kind of machine, or set DATABASE_URL.",
                    e);
        }
    }

    private static void removeOthers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> others = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(PREFIX) || name.equals(UNPACKING);
                    })
                    .toList();
            for (Path other : others) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    write(tar, file);
                    file.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
                }
            }
        }
    }

    /** Onto the disk, not only into its cache: after a power cut the renamed folder must not hold empty files. */
    private static void write(InputStream content, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            content.transferTo(out);
            channel.force(false);
        }
    }
}
