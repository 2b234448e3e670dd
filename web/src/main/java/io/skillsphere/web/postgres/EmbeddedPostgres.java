package io.skillsphere.web.postgres;

import io.skillsphere.web.StartRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of our own, with its data in the data folder: started with the application, stopped after it. It answers on the
 * loopback address only, to a password kept beside the data, and is as durable as any other PostgreSQL.
 */
final class EmbeddedPostgres implements Database {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final String MAJOR_VERSION = "18";
    private static final String SUPERUSER = "postgres";
    static final String NAME = "skillsphere"; // of the database and of its owner, whom the application works as

    // Recovery after a crash replays at most a few gigabytes of log, which takes minutes on a slow disk.
    private static final Duration RECOVERY = Duration.ofMinutes(10);

    // A port found free may be taken a moment later, and the last children of a killed server need a moment to end.
    private static final int ATTEMPTS = 3;

    private final DataFolder folder;
    private final Path cluster;
    private final PostgresCommands commands;
    private int port;
    private String password;

    private EmbeddedPostgres(DataFolder folder) throws IOException {
        this.folder = folder;
        this.cluster = folder.path().resolve("postgres");
        refuseForeignData();
        this.commands = new PostgresCommands(PostgresPrograms.unpackedIn(folder.path()), folder.path());
    }

    /** Takes the folder, ends what a killed SkillSphere left running there, and starts. */
    static EmbeddedPostgres start(Path path) {
        DataFolder folder = DataFolder.open(path);
        try {
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder);
            postgres.start();
            return postgres;
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Starts, unless a SkillSphere serves these data: then its server is used, and left running. */
    static Database startOrJoin(Path path) {
        if (!Files.exists(path.resolve("postgres"))) {
            throw new StartRefusedException(
                    "There are no data in %s.".formatted(path.toAbsolutePath().normalize()),
                    "Set SKILLSPHERE_DATA_DIR to a folder in which SkillSphere ran, or set DATABASE_URL.");
        }
        try {
            return start(path);
        } catch (StartRefusedException inUse) {
            return RunningPostgres.in(path).<Database>map(running -> running).orElseThrow(() -> inUse);
        }
    }

    private void start() throws IOException {
        new Postmaster(cluster).orphan().ifPresent(process -> {
            log.info("A SkillSphere that was killed left PostgreSQL running (process {}): stopping it first", process);
            commands.stop(cluster);
        });
        if (!Files.exists(cluster)) {
            initialize();
        }
        try (InputStream settings = EmbeddedPostgres.class.getResourceAsStream("postgresql.conf")) {
            Files.copy(settings, cluster.resolve("postgresql.conf"), StandardCopyOption.REPLACE_EXISTING);
        }
        password = Files.readString(passwordFile(cluster));
        startServer();
        try {
            createDatabase();
        } catch (SQLException e) {
            commands.stop(cluster);
            throw new IllegalStateException("The embedded PostgreSQL runs but does not work", e);
        }
    }

    private void refuseForeignData() throws IOException {
        if (!Files.exists(cluster)) {
            return;
        }
        UserPrincipal owner = Files.getOwner(cluster);
        if (!owner.equals(folder.user())) {
            throw new StartRefusedException(
                    "The data in %s belong to user %s, and SkillSphere runs as %s."
                            .formatted(cluster, owner.getName(), folder.user().getName()),
                    "Start it as that user, or set SKILLSPHERE_DATA_DIR to another folder.");
        }
        String version = Files.readString(cluster.resolve("PG_VERSION")).trim();
        if (!version.equals(MAJOR_VERSION)) {
            throw new StartRefusedException(
                    "The data in %s were written by PostgreSQL %s, and this SkillSphere brings PostgreSQL %s."
                            .formatted(cluster, version, MAJOR_VERSION),
                    "Dump and restore them (pg_dump, pg_restore), or set SKILLSPHERE_DATA_DIR to another folder.");
        }
    }

    /** Builds the cluster under another name first: whatever interrupts this, a folder named postgres is a whole one. */
    private void initialize() throws IOException {
        Path initializing = folder.path().resolve("initializing");
        FileSystemUtils.deleteRecursively(initializing);
        Path newPassword = Files.createTempFile(folder.path(), "password", ""); // which makes it its owner's alone
        try {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.writeString(newPassword, HexFormat.of().formatHex(random), StandardOpenOption.SYNC);
            commands.initialize(initializing, SUPERUSER, newPassword);
            Files.move(newPassword, passwordFile(initializing));
            Files.move(initializing, cluster, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(newPassword);
        }
    }

    static Path passwordFile(Path cluster) {
        return cluster.resolve("password");
    }

    private void startServer() throws IOException {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                commands.start(cluster, port, RECOVERY);
                return;
            } catch (StartRefusedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.debug("PostgreSQL did not start, trying again", e);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "SELECT FROM pg_roles WHERE rolname = '%s'")) {
                statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(NAME, password));
            }
            if (isMissing(statement, "SELECT FROM pg_database WHERE datname = '%s'")) {
                statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(NAME));
            }
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query.formatted(NAME))) {
            return !found.next();
        }
    }

    private String url(String database) {
        return url(port, database);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    @Override
    public String getJdbcUrl() {
        return url(NAME);
    }

    @Override
    public String getUsername() {
        return NAME;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String whereabouts() {
        return "embedded PostgreSQL %s on port %d, data in %s".formatted(MAJOR_VERSION, port, cluster);
    }

    @Override
    public void close() {
        commands.stop(cluster);
        folder.close();
    }
}
