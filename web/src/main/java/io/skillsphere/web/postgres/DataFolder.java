package io.skillsphere.web.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.skillsphere.web.StartRefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The folder that one SkillSphere keeps its data in, locked against all others for as long as it is open. */
final class DataFolder implements Closeable {

    private static final String REMEDY = "Stop it, or set SKILLSPHERE_DATA_DIR to another folder.";

    // On POSIX the first close of a file in a process gives up all of the process's locks on it, so a folder that is
    // open
    // in this JVM must be refused before its lock file is opened again.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    // The lock is on a byte far behind the text: Windows would not let anybody read what is locked.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Creates the folder if need be and locks it. Refuses one that is in use or that cannot be written to. */
    static DataFolder open(Path folder) {
        Path path = real(folder);
        if (!OPEN.add(path)) {
            throw new StartRefusedException(
                    "The data folder %s is in use by this very process.".formatted(path), REMEDY);
        }
        FileChannel lockFile = null;
        try {
            lockFile = FileChannel.open(path.resolve("skillsphere.lock"), CREATE, READ, WRITE);
            FileLock lock = lockFile.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw new StartRefusedException(
                        "The data folder %s is in use by another SkillSphere (%s).".formatted(path, read(lockFile)),
                        REMEDY);
            }
            write(
                    lockFile,
                    "process %d, started %s"
                            .formatted(
                                    ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            return new DataFolder(path, lockFile);
        } catch (IOException e) {
            release(path, lockFile);
            throw notWritable(path, e);
        } catch (RuntimeException e) {
            release(path, lockFile);
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** The user whom this process's files belong to. */
    UserPrincipal user() throws IOException {
        Path ours = Files.createTempFile(path, "owner", "");
        try {
            return Files.getOwner(ours);
        } finally {
            Files.delete(ours);
        }
    }

    @Override
    public void close() {
        release(path, lockFile);
    }

    private static Path real(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            return Files.createDirectories(absolute).toRealPath();
        } catch (IOException e) {
            throw notWritable(absolute, e);
        }
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(200);
        file.read(text, 0);
        return new String(text.array(), 0, text.position(), UTF_8);
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    }

    private static void release(Path path, FileChannel lockFile) {
        try {
            if (lockFile != null) {
                lockFile.close();
            }
        } catch (IOException ignored) {
            // The lock goes with the process at the latest.
        } finally {
            OPEN.remove(path);
        }
    }

    private static StartRefusedException notWritable(Path path, IOException cause) {
        return new StartRefusedException(
                "The data folder %s cannot be written to by user %s (%s)."
                        .formatted(path, System.getProperty("user.name"), cause),
                "Give that user the folder, or set SKILLSPHERE_DATA_DIR to another one.",
                cause);
    }
}
