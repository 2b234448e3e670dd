package io.skillsphere.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks what SkillSphere says of its ledger, and trusts nothing of it: this one file and a JDK (17 or newer) are all that is
 * needed, and it uses no class of the application.
 *
 * <pre>
 * java AuditVerifier.java FOLDER       [--keys FILE] [--checkpoint FILE]...
 * java AuditVerifier.java receipt FILE [--keys FILE]
 * java AuditVerifier.java consistency FILE [--keys FILE]
 * </pre>
 *
 * <p>{@code --checkpoint} names what was kept from before: a checkpoint, a page or a file of them, or a receipt. {@code --keys} names
 * the public keys that are to be believed instead of those that come along. Ends with 0 where everything holds, with 1 where
 * something does not, with 2 where it could not look.
 */
public final class AuditVerifier {

    private static final String WALLET_EVENT = "io.skillsphere.api.wallet.";

    private final PrintStream out;
    private final List<Checkpoint> kept = new ArrayList<>();
    private Keys trusted;

    private AuditVerifier(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    /** What {@link #main} does, short of ending the JVM; answers with the exit status. */
    public static int run(String[] args, PrintStream out) {
        try {
            new AuditVerifier(out).check(new ArrayDeque<>(List.of(args)));
            out.println("OK: everything holds.");
            return 0;
        } catch (Bad e) {
            out.println("FAILED: " + e.getMessage());
            return 1;
        } catch (Unusable | IOException | UncheckedIOException e) {
            out.println("Could not verify: " + e);
            return 2;
        } catch (ArithmeticException e) {
            out.println("FAILED: a balance does not fit into 64 bits.");
            return 1;
        }
    }

    private void check(Deque<String> args) throws IOException {
        if (args.isEmpty()) {
            throw new Unusable(
                    "usage: FOLDER [--keys FILE] [--checkpoint FILE]... | receipt FILE [--keys FILE] | consistency FILE [--keys FILE]");
        }
        String what = args.pop();
        boolean proof = what.equals("receipt") || what.equals("consistency");
        Path path = Path.of(proof ? value(what, args) : what);
        while (!args.isEmpty()) {
            String option = args.pop();
            String value = value(option, args);
            switch (option) {
                case "--keys" -> trusted = new Keys(object(Json.parse(Files.readString(Path.of(value)))));
                case "--checkpoint" -> kept.addAll(Checkpoint.readAll(Path.of(value)));
                default -> throw new Unusable("There is no option " + option + ".");
            }
        }
        switch (what) {
            case "receipt" -> receipt(object(Json.parse(Files.readString(path))));
            case "consistency" -> consistency(object(Json.parse(Files.readString(path))));
            default -> bundle(path);
        }
    }

    private static String value(String option, Deque<String> args) {
        if (args.isEmpty()) {
            throw new Unusable(option + " needs a file.");
        }
        return args.pop();
    }

    /** The keys to believe: those that were given, or else those that came along. */
    private Keys keys(Object broughtAlong) {
        Keys keys = trusted == null ? new Keys(object(broughtAlong)) : trusted;
        out.println("Keys: " + String.join(", ", keys.ids())
                + (trusted == null ? " (they came along: compare them with those that you know)" : ""));
        return keys;
    }

    // ---------------------------------------------------------------- the bundle

    private void bundle(Path folder) throws IOException {
        long began = System.nanoTime();
        Map<String, Object> manifest = object(Json.parse(Files.readString(folder.resolve("manifest.json"))));
        if (!"skillsphere-ledger/1".equals(manifest.get("format"))) {
            throw new Unusable("This is not a bundle that this program knows: " + manifest.get("format"));
        }
        Keys keys = keys(Json.parse(Files.readString(folder.resolve("keys.json"))));
        kept.sort(Comparator.comparingLong(Checkpoint::count));
        for (Checkpoint checkpoint : kept) {
            checkpoint.verifySignature(keys);
        }
        Chain chain = new Chain();
        Ledger ledger = new Ledger();
        Balances balances = new Balances(folder.resolve("balances.jsonl"), number(manifest, "balancesAt"));
        long signed = 0;
        int statements = 0;
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("ledger.jsonl"));
                BufferedReader statementLines = Files.newBufferedReader(folder.resolve("checkpoints.jsonl"))) {
            Deque<Checkpoint> ahead = new ArrayDeque<>(kept);
            Checkpoint next = Checkpoint.read(statementLines);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, Object> event = chain.add(line);
                balances.compareBefore(chain.position, ledger);
                ledger.post(event, chain.position);
                while (next != null && next.count <= chain.count) {
                    next.verifySignature(keys);
                    chain.compare(next, signed);
                    signed = next.count;
                    statements++;
                    next = Checkpoint.read(statementLines);
                }
                while (!ahead.isEmpty() && ahead.peek().count <= chain.count) {
                    chain.compare(ahead.pop(), -1);
                }
            }
            if (!ahead.isEmpty()) {
                next = ahead.peekLast();
            }
            if (next != null) {
                throw new Bad(
                        "The ledger ends at position %d after %d events, but a checkpoint of %s covers %d, up to position %d: its tail is cut off."
                                .formatted(chain.position, chain.count, next.time, next.count, next.position));
            }
        }
        balances.compareBefore(Long.MAX_VALUE, ledger);
        if (chain.count != number(manifest, "count")
                || !Objects.equals(HexFormat.of().formatHex(chain.seal), manifest.get("seal"))) {
            throw new Bad(
                    "The ledger ends at position %d after %d events; the manifest says %s events, up to position %s."
                            .formatted(chain.position, chain.count, manifest.get("count"), manifest.get("position")));
        }
        if (signed < chain.count) {
            throw new Bad("The last %d events, after position %d, are under no checkpoint."
                    .formatted(chain.count - signed, chain.signedPosition));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf(
                "Events:      %d, up to position %d, each sealed with the one before it%n",
                chain.count, chain.position);
        out.printf("Root:        %s%n", HexFormat.of().formatHex(chain.root()));
        out.printf(
                "Checkpoints: %d in the bundle, %d kept from before; every signature and root holds%n",
                statements, kept.size());
        ledger.report(out);
        out.printf(
                "Read side:   %d accounts, the same as recomputed at position %d%n",
                balances.accounts, balances.position);
        out.printf("Took:        %.1f s, %.0f events/s%n", seconds, chain.count / seconds);
    }

    /** The seals and the tree over them, as far as the events were read. */
    private static final class Chain {

        private final List<byte[]> peaks = new ArrayList<>();
        private byte[] seal = new byte[32];
        private long count;
        private long position;
        private long signedPosition;

        /** Takes the next line, and answers with its event. */
        Map<String, Object> add(String line) {
            Map<String, Object> entry;
            try {
                entry = object(Json.parse(line));
            } catch (Unusable e) {
                throw new Bad("After position %d, event number %d can't be read: %s"
                        .formatted(position, count, e.getMessage()));
            }
            if (entry.get("event") == null) {
                throw new Bad("Position %s: event number %s was sealed and is not in the log any more."
                        .formatted(entry.get("position"), entry.get("index")));
            }
            Map<String, Object> event = object(entry.get("event"));
            long at = number(event, "position");
            if (!event.containsKey("metaData")) {
                throw new Bad("Position %d: its metadata are missing.".formatted(at));
            }
            if (entry.get("index") == null) {
                throw new Bad("Position %d: this event was never sealed: it was put in afterwards.".formatted(at));
            }
            if (number(entry, "index") != count) {
                throw new Bad(
                        "Position %d: this is event number %d, but number %d was to come: something is missing, doubled or out of order."
                                .formatted(at, number(entry, "index"), count));
            }
            if (at <= position) {
                throw new Bad("Position %d: it stands after position %d.".formatted(at, position));
            }
            byte[] hash = hash(event);
            if (!Objects.equals(entry.get("hash"), HexFormat.of().formatHex(hash))) {
                throw new Bad("Position %d: this is not the event that was sealed.".formatted(at));
            }
            seal = sha256(seal, hash);
            if (!Objects.equals(entry.get("seal"), HexFormat.of().formatHex(seal))) {
                throw new Bad(
                        "Position %d: its seal does not follow from the event and the seal before it.".formatted(at));
            }
            byte[] node = leaf(seal);
            int level = 0;
            for (long rest = count; (rest & 1) == 1; rest >>= 1) {
                node = node(peaks.get(level), node);
                peaks.set(level++, null);
            }
            if (level == peaks.size()) {
                peaks.add(node);
            } else {
                peaks.set(level, node);
            }
            count++;
            position = at;
            return event;
        }

        byte[] root() {
            byte[] root = null;
            for (byte[] peak : peaks) {
                if (peak != null) {
                    root = root == null ? peak : node(peak, root);
                }
            }
            return root;
        }

        /** Of several events that were changed and sealed again, the checkpoints tell between which two of them it began. */
        void compare(Checkpoint checkpoint, long signed) {
            if (checkpoint.count != count
                    || checkpoint.position != position
                    || !checkpoint.root.equals(HexFormat.of().formatHex(root()))) {
                throw new Bad("Position %d: the checkpoint of %s over %d events does not fit: %s"
                        .formatted(
                                position,
                                checkpoint.time,
                                checkpoint.count,
                                signed < 0
                                        ? "this is not the history that it vouched for."
                                        : "something after position %d was changed and sealed again."
                                                .formatted(signedPosition)));
            }
            signedPosition = position;
        }
    }

    /** Every balance, recomputed from the wallets' events. Remembers wallets and what is open, not what is done with. */
    private static final class Ledger {

        private final Map<String, Wallet> wallets = new HashMap<>();
        private final Map<String, Long> holds = new HashMap<>();
        private final Map<String, Long> transit = new HashMap<>();
        private long issued;
        private long redeemed;
        private long inTransit;
        private long position;
        private String type;

        private static final class Wallet {
            private long available;
            private long held;
            private long version;
        }

        void post(Map<String, Object> event, long at) {
            String name = String.valueOf(event.get("payloadType"));
            if (!name.startsWith(WALLET_EVENT)) {
                return;
            }
            position = at;
            type = name.substring(name.lastIndexOf('$') + 1);
            Map<String, Object> payload = object(event.get("payload"));
            String id = String.valueOf(payload.get("walletId"));
            Wallet wallet = wallets.computeIfAbsent(id, unknown -> new Wallet());
            require(
                    id.equals(event.get("aggregateId")),
                    "it is about the wallet " + id + " but is in another's history");
            require(number(event, "sequenceNumber") == wallet.version, "its wallet's history has a gap before it");
            wallet.version++;
            switch (type) {
                case "TokensIssued" -> {
                    long amount = amount(payload, "amount");
                    wallet.available = Math.addExact(wallet.available, amount);
                    issued = Math.addExact(issued, amount);
                }
                case "TokensRedeemed" -> {
                    long amount = amount(payload, "amount");
                    wallet.available -= amount;
                    redeemed = Math.addExact(redeemed, amount);
                }
                case "HoldPlaced" -> {
                    long amount = amount(payload, "amount");
                    require(holds.putIfAbsent(id + payload.get("holdId"), amount) == null, "the hold is open already");
                    wallet.available -= amount;
                    wallet.held = Math.addExact(wallet.held, amount);
                }
                case "HoldReleased" -> {
                    long amount = amount(payload, "amount");
                    resolve(id, payload, amount);
                    wallet.held -= amount;
                    wallet.available += amount;
                }
                case "HoldCaptured" -> {
                    long captured = number(payload, "captured");
                    long released = number(payload, "released");
                    require(captured >= 0 && released >= 0, "an amount is below zero");
                    resolve(id, payload, Math.addExact(captured, released));
                    wallet.held -= captured + released;
                    wallet.available += released;
                    send(id, payload, captured);
                }
                case "TokensSent" -> {
                    long amount = amount(payload, "amount");
                    wallet.available -= amount;
                    send(id, payload, amount);
                }
                case "TokensReceived" -> {
                    long amount = amount(payload, "amount");
                    Long sent = transit.remove(payload.get("transferId") + ">" + id);
                    require(sent != null, "nothing was sent that could arrive");
                    require(sent == amount, "%d tokens were sent, and %d arrived".formatted(sent, amount));
                    inTransit -= amount;
                    wallet.available = Math.addExact(wallet.available, amount);
                }
                case "WalletFrozen", "WalletUnfrozen" -> {}
                default ->
                    throw new Bad(
                            "Position %d: this program does not know what %s does to a balance; get the one of this release."
                                    .formatted(at, type));
            }
            require(wallet.available >= 0 && wallet.held >= 0, "the balance of wallet " + id + " falls below zero");
        }

        private void resolve(String wallet, Map<String, Object> payload, long amount) {
            Long open = holds.remove(wallet + payload.get("holdId"));
            require(open != null, "there is no such open hold");
            require(open == amount, "the hold is of %d tokens, not of %d".formatted(open, amount));
        }

        private void send(String wallet, Map<String, Object> payload, long amount) {
            if (amount > 0) {
                Long known = transit.put(payload.get("transferId") + ">" + payload.get("payeeId"), amount);
                require(known == null, "the transfer is under way already");
                inTransit = Math.addExact(inTransit, amount);
            }
        }

        private long amount(Map<String, Object> payload, String name) {
            long amount = number(payload, name);
            require(amount > 0, "its amount is not above zero");
            return amount;
        }

        private void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new Bad("Position %d (%s): %s.".formatted(position, type, otherwise));
            }
        }

        /** The balance of an account of the journal; 0 where nothing ever moved. */
        long balance(String account) {
            if (account.equals("treasury")) {
                return redeemed - issued;
            }
            if (account.equals("in-transit")) {
                return inTransit;
            }
            String[] parts = account.split(":");
            Wallet wallet = parts.length == 3 ? wallets.get(parts[1]) : null;
            if (wallet == null) {
                return 0;
            }
            return parts[2].equals("held") ? wallet.held : wallet.available;
        }

        long accountsInUse() {
            return wallets.values().stream()
                            .mapToLong(wallet -> (wallet.available != 0 ? 1 : 0) + (wallet.held != 0 ? 1 : 0))
                            .sum()
                    + (issued != redeemed ? 1 : 0)
                    + (inTransit != 0 ? 1 : 0);
        }

        void report(PrintStream out) {
            long available = 0;
            long held = 0;
            for (Wallet wallet : wallets.values()) {
                available = Math.addExact(available, wallet.available);
                held = Math.addExact(held, wallet.held);
            }
            if (issued - redeemed != available + held + inTransit) {
                throw new Bad("The accounts do not sum to zero.");
            }
            out.printf(
                    "Wallets:     %d; %d tokens available, %d held in %d holds%n",
                    wallets.size(), available, held, holds.size());
            out.printf(
                    "Supply:      %d issued - %d redeemed = %d, of which %d in transit in %d transfers%n",
                    issued, redeemed, issued - redeemed, inTransit, transit.size());
        }
    }

    /** What the read side showed, as of one position of the log. */
    private static final class Balances {

        private final Path file;
        private final long position;
        private boolean compared;
        private long accounts;

        Balances(Path file, long position) {
            this.file = file;
            this.position = position;
        }

        /** Compares once, when the ledger stands right before an event that is not in the balances any more. */
        void compareBefore(long next, Ledger ledger) throws IOException {
            if (compared || next <= position) {
                return;
            }
            compared = true;
            long inUse = 0;
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Map<String, Object> shown = object(Json.parse(line));
                    String account = String.valueOf(shown.get("account"));
                    long balance = number(shown, "balance");
                    if (balance != ledger.balance(account)) {
                        throw new Bad("Position %d: the read side shows %d in %s, and the events say %d."
                                .formatted(position, balance, account, ledger.balance(account)));
                    }
                    accounts++;
                    inUse += balance != 0 ? 1 : 0;
                }
            }
            if (inUse != ledger.accountsInUse()) {
                throw new Bad("Position %d: the read side shows %d accounts with tokens, and the events say %d."
                        .formatted(position, inUse, ledger.accountsInUse()));
            }
        }
    }

    // ---------------------------------------------------------------- receipts and consistency

    private void receipt(Map<String, Object> receipt) {
        if (!"skillsphere-receipt/1".equals(receipt.get("format"))) {
            throw new Unusable("This is not a receipt that this program knows: " + receipt.get("format"));
        }
        Checkpoint checkpoint = Checkpoint.of(object(receipt.get("checkpoint")));
        checkpoint.verifySignature(keys(receipt.get("keys")));
        List<?> entries = list(receipt.get("entries"));
        if (entries.isEmpty()) {
            throw new Bad("The receipt proves nothing.");
        }
        for (Object each : entries) {
            Map<String, Object> entry = object(each);
            Map<String, Object> event = object(entry.get("event"));
            Map<String, Object> payload = object(event.get("payload"));
            byte[] root = rootFrom(
                    leaf(sha256(hash(entry.get("previousSeal")), hash(event))),
                    number(entry, "index"),
                    checkpoint.count,
                    list(entry.get("path")));
            if (!checkpoint.root.equals(HexFormat.of().formatHex(root))) {
                throw new Bad("Position %s: the event is not in the ledger of this checkpoint."
                        .formatted(event.get("position")));
            }
            if (!Objects.equals(payload.get("transferId"), receipt.get("transferId"))) {
                throw new Bad("Position %s: the event is of another transfer.".formatted(event.get("position")));
            }
            out.printf(
                    "Position %s, %s: %s %s%n",
                    event.get("position"), event.get("timestamp"), event.get("payloadType"), Json.write(payload));
        }
        out.printf("All of it is among the %d events of the checkpoint of %s%n", checkpoint.count, checkpoint.time);
    }

    private void consistency(Map<String, Object> proof) {
        if (!"skillsphere-consistency/1".equals(proof.get("format"))) {
            throw new Unusable("This is not a proof that this program knows: " + proof.get("format"));
        }
        Keys keys = keys(proof.get("keys"));
        Checkpoint from = Checkpoint.of(object(proof.get("from")));
        Checkpoint to = Checkpoint.of(object(proof.get("to")));
        from.verifySignature(keys);
        to.verifySignature(keys);
        if (!isConsistent(from, to, list(proof.get("path")))) {
            throw new Bad("The history of the checkpoint over %d events is not the beginning of that over %d."
                    .formatted(from.count, to.count));
        }
        out.printf("The %d events of %s are the first of the %d of %s%n", from.count, from.time, to.count, to.time);
    }

    /** RFC 9162, 2.1.3.2. */
    private static byte[] rootFrom(byte[] leaf, long index, long count, List<?> path) {
        if (index < 0 || index >= count) {
            throw new Bad("Event number %d is not among the first %d.".formatted(index, count));
        }
        long fn = index;
        long sn = count - 1;
        byte[] root = leaf;
        for (Object step : path) {
            byte[] sibling = hash(step);
            if (sn == 0) {
                throw new Bad("The proof is too long.");
            }
            if ((fn & 1) == 1 || fn == sn) {
                root = node(sibling, root);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                root = node(root, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        if (sn != 0) {
            throw new Bad("The proof is too short.");
        }
        return root;
    }

    /** RFC 9162, 2.1.4.2. */
    private static boolean isConsistent(Checkpoint from, Checkpoint to, List<?> path) {
        if (from.count == to.count) {
            return path.isEmpty() && from.root.equals(to.root);
        }
        if (from.count > to.count || from.count < 1) {
            return false;
        }
        List<byte[]> hashes = new ArrayList<>();
        if (Long.bitCount(from.count) == 1) {
            hashes.add(HexFormat.of().parseHex(from.root));
        }
        path.forEach(step -> hashes.add(hash(step)));
        if (hashes.isEmpty()) {
            return false;
        }
        long fn = from.count - 1;
        long sn = to.count - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = hashes.get(0);
        byte[] sr = hashes.get(0);
        for (byte[] c : hashes.subList(1, hashes.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0
                && from.root.equals(HexFormat.of().formatHex(fr))
                && to.root.equals(HexFormat.of().formatHex(sr));
    }

    // ---------------------------------------------------------------- hashes

    /** Of an event in full, or of one that shows the hash of its metadata only: the same. */
    private static byte[] hash(Map<String, Object> event) {
        Map<String, Object> bare = new TreeMap<>(event);
        if (event.containsKey("metaData")) {
            byte[] metaData = Json.write(bare.remove("metaData")).getBytes(UTF_8);
            if (bare.put("metaDataHash", HexFormat.of().formatHex(sha256(metaData))) != null) {
                throw new Bad("Position %s: it has its metadata twice.".formatted(event.get("position")));
            }
        }
        return sha256(Json.write(bare).getBytes(UTF_8));
    }

    private static byte[] hash(Object hex) {
        try {
            byte[] hash = HexFormat.of().parseHex(String.valueOf(hex));
            if (hash.length == 32) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Bad("This is not a hash: " + hex);
    }

    private static byte[] leaf(byte[] seal) {
        return sha256(new byte[] {0}, seal);
    }

    private static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new Unusable("This JDK has no SHA-256.");
        }
    }

    // ---------------------------------------------------------------- checkpoints and keys

    private record Checkpoint(long count, long position, String root, String time, String jws) {

        static Checkpoint of(Map<String, Object> json) {
            return new Checkpoint(
                    number(json, "count"),
                    number(json, "position"),
                    String.valueOf(json.get("root")),
                    String.valueOf(json.get("time")),
                    String.valueOf(json.get("jws")));
        }

        static Checkpoint read(BufferedReader lines) throws IOException {
            String line = lines.readLine();
            return line == null ? null : of(object(Json.parse(line)));
        }

        /** A checkpoint, a page of them, a receipt that holds one, or one on each line. */
        static List<Checkpoint> readAll(Path file) throws IOException {
            List<Checkpoint> all = new ArrayList<>();
            String text = Files.readString(file).strip();
            Object first;
            try {
                first = Json.parse(text);
            } catch (Unusable severalLines) {
                text.lines().forEach(line -> all.add(of(object(Json.parse(line)))));
                return all;
            }
            Map<String, Object> json = object(first);
            if (json.get("items") instanceof List<?> items) {
                items.forEach(item -> all.add(of(object(item))));
            } else {
                all.add(of(json.get("checkpoint") == null ? json : object(json.get("checkpoint"))));
            }
            return all;
        }

        void verifySignature(Keys keys) {
            Map<String, Object> signed = keys.payload(jws, this);
            boolean same = count == number(signed, "count")
                    && position == number(signed, "position")
                    && root.equals(signed.get("root"))
                    && time.equals(signed.get("time"));
            if (!same) {
                throw new Bad("The checkpoint of %s over %d events says something else than what was signed."
                        .formatted(time, count));
            }
        }
    }

    /** A JWK set (RFC 7517). */
    private static final class Keys {

        private final Map<String, PublicKey> byId = new TreeMap<>();

        Keys(Map<String, Object> jwks) {
            for (Object each : list(jwks.get("keys"))) {
                Map<String, Object> jwk = object(each);
                try {
                    byId.put(String.valueOf(jwk.get("kid")), key(jwk));
                } catch (GeneralSecurityException e) {
                    throw new Unusable("The key " + jwk.get("kid") + " can't be used: " + e.getMessage());
                }
            }
        }

        Set<String> ids() {
            return byId.keySet();
        }

        /** What was signed; RFC 7515. */
        Map<String, Object> payload(String jws, Checkpoint checkpoint) {
            String what = "The checkpoint of %s over %d events ".formatted(checkpoint.time, checkpoint.count);
            try {
                String[] parts = jws.split("\\.", -1);
                if (parts.length != 3) {
                    throw new Bad(what + "is not signed.");
                }
                Map<String, Object> header = object(Json.parse(new String(decode(parts[0]), UTF_8)));
                PublicKey key = byId.get(String.valueOf(header.get("kid")));
                if (key == null) {
                    throw new Bad(what + "is signed with a key that is not known: " + header.get("kid"));
                }
                if (!"skillsphere-checkpoint".equals(header.get("typ")) || header.containsKey("crit")) {
                    throw new Bad(what + "is signed as something else.");
                }
                Signature signature = Signature.getInstance(algorithm(String.valueOf(header.get("alg")), key));
                signature.initVerify(key);
                signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
                if (!signature.verify(decode(parts[2]))) {
                    throw new Bad(what + "has a forged signature.");
                }
                return object(Json.parse(new String(decode(parts[1]), UTF_8)));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new Bad(what + "has no signature that can be checked: " + e.getMessage());
            }
        }

        private static String algorithm(String name, PublicKey key) {
            if (name.equals("ES256") && key instanceof ECPublicKey) {
                return "SHA256withECDSAinP1363Format";
            }
            if (name.equals("RS256") && key instanceof RSAPublicKey) {
                return "SHA256withRSA";
            }
            throw new IllegalArgumentException("algorithm " + name);
        }

        private static PublicKey key(Map<String, Object> jwk) throws GeneralSecurityException {
            if ("EC".equals(jwk.get("kty")) && "P-256".equals(jwk.get("crv"))) {
                AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
                curve.init(new ECGenParameterSpec("secp256r1"));
                ECPoint point = new ECPoint(integer(jwk, "x"), integer(jwk, "y"));
                return KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
            }
            if ("RSA".equals(jwk.get("kty"))) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(integer(jwk, "n"), integer(jwk, "e")));
            }
            throw new GeneralSecurityException("key type " + jwk.get("kty"));
        }

        private static BigInteger integer(Map<String, Object> jwk, String name) {
            return new BigInteger(1, decode(String.valueOf(jwk.get(name))));
        }

        private static byte[] decode(String base64) {
            return Base64.getUrlDecoder().decode(base64);
        }
    }

    // ---------------------------------------------------------------- JSON

    private static long number(Map<String, Object> json, String name) {
        if (json.get(name) instanceof Json.Number number) {
            try {
                return Long.parseLong(number.text);
            } catch (NumberFormatException e) {
                // said below
            }
        }
        throw new Bad("%s is not a whole number: %s".formatted(name, json.get(name)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object json) {
        if (json instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new Bad("A JSON object was expected: " + json);
    }

    private static List<?> list(Object json) {
        if (json instanceof List<?> list) {
            return list;
        }
        throw new Bad("A JSON array was expected: " + json);
    }

    /** Reads JSON, and writes it as RFC 8785 says, but numbers as they were written. */
    private static final class Json {

        private static final int DEPTH = 64;

        private final String text;
        private int at;
        private int depth;

        /** A number in its own spelling. */
        private record Number(String text) {
            @Override
            public String toString() {
                return text;
            }
        }

        private Json(String text) {
            this.text = text;
        }

        static Object parse(String text) {
            Json json = new Json(text);
            Object value = json.value();
            json.skip();
            if (json.at < text.length()) {
                throw json.wrong();
            }
            return value;
        }

        private Object value() {
            skip();
            switch (peek()) {
                case '{':
                    return members();
                case '[':
                    return items();
                case '"':
                    return string();
                case 't':
                    return word("true", true);
                case 'f':
                    return word("false", false);
                case 'n':
                    return word("null", null);
                default:
                    int from = at;
                    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
                        at++;
                    }
                    if (from == at) {
                        throw wrong();
                    }
                    return new Number(text.substring(from, at));
            }
        }

        private Map<String, Object> members() {
            Map<String, Object> members = new TreeMap<>();
            enter('{');
            if (!leaves('}')) {
                do {
                    skip();
                    String name = string();
                    skip();
                    take(':');
                    members.put(name, value());
                    skip();
                } while (follows(','));
                take('}');
                depth--;
            }
            return members;
        }

        private List<Object> items() {
            List<Object> items = new ArrayList<>();
            enter('[');
            if (!leaves(']')) {
                do {
                    items.add(value());
                    skip();
                } while (follows(','));
                take(']');
                depth--;
            }
            return items;
        }

        private void enter(char bracket) {
            take(bracket);
            if (++depth > DEPTH) {
                throw wrong();
            }
            skip();
        }

        private boolean leaves(char bracket) {
            if (follows(bracket)) {
                depth--;
                return true;
            }
            return false;
        }

        private String string() {
            take('"');
            int from = at;
            while (peek() != '"' && peek() != '\\') {
                at++;
            }
            if (peek() == '"') {
                return text.substring(from, at++);
            }
            StringBuilder string = new StringBuilder(text.substring(from, at));
            for (char c = next(); c != '"'; c = next()) {
                string.append(c == '\\' ? escaped() : c);
            }
            return string.toString();
        }

        private char escaped() {
            char c = next();
            return switch (c) {
                case 'b' -> '\b';
                case 't' -> '\t';
                case 'n' -> '\n';
                case 'f' -> '\f';
                case 'r' -> '\r';
                case '"', '\\', '/' -> c;
                case 'u' -> {
                    if (at + 4 > text.length()) {
                        throw wrong();
                    }
                    at += 4;
                    try {
                        yield (char) HexFormat.fromHexDigits(text, at - 4, at);
                    } catch (NumberFormatException e) {
                        throw wrong();
                    }
                }
                default -> throw wrong();
            };
        }

        private Object word(String word, Object value) {
            if (!text.startsWith(word, at)) {
                throw wrong();
            }
            at += word.length();
            return value;
        }

        private void skip() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private char peek() {
            if (at >= text.length()) {
                throw wrong();
            }
            return text.charAt(at);
        }

        private char next() {
            char c = peek();
            at++;
            return c;
        }

        private boolean follows(char c) {
            boolean follows = peek() == c;
            at += follows ? 1 : 0;
            return follows;
        }

        private void take(char c) {
            if (next() != c) {
                throw wrong();
            }
        }

        private Unusable wrong() {
            return new Unusable("not JSON at character " + at);
        }

        static String write(Object value) {
            StringBuilder out = new StringBuilder(512);
            write(value, out);
            return out.toString();
        }

        private static void write(Object value, StringBuilder out) {
            if (value instanceof Map<?, ?> map) {
                char separator = '{';
                for (Map.Entry<?, ?> member : map.entrySet()) { // a TreeMap: in the order of UTF-16 code units
                    out.append(separator);
                    write(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    separator = ',';
                }
                out.append(map.isEmpty() ? "{}" : "}");
            } else if (value instanceof List<?> list) {
                char separator = '[';
                for (Object item : list) {
                    out.append(separator);
                    write(item, out);
                    separator = ',';
                }
                out.append(list.isEmpty() ? "[]" : "]");
            } else if (value instanceof String string) {
                writeString(string, out);
            } else {
                out.append(value);
            }
        }

        private static void writeString(String string, StringBuilder out) {
            out.append('"');
            for (int i = 0; i < string.length(); i++) {
                char c = string.charAt(i);
                int short_ = "\b\t\n\f\r\"\\".indexOf(c);
                if (short_ >= 0) {
                    out.append('\\').append("btnfr\"\\".charAt(short_));
                } else if (c < 0x20) {
                    out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
    }

    /** What was checked does not hold. */
    private static final class Bad extends RuntimeException {
        Bad(String message) {
            super(message, null, false, false);
        }
    }

    /** There is nothing here that could be checked. */
    private static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message, null, false, false);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
