package io.skillsphere.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.query.QuerySideTest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Against RFC 9162 taken at its word, on trees of 1 to 40 leaves that grew in steps of 1, 2, 3 ... */
class MerkleTreeTest extends QuerySideTest {

    private static final int LEAVES = 40;

    @Autowired
    private MerkleTree tree;

    private final List<byte[]> seals = new ArrayList<>();

    @BeforeEach
    void grow() {
        for (int step = 1; seals.size() < LEAVES; step++) {
            int count = seals.size();
            List<byte[]> more = new ArrayList<>();
            for (int i = count; i < Math.min(LEAVES, count + step); i++) {
                byte[] seal = Sha256.of("seal " + i);
                more.add(seal);
                jdbc.sql("INSERT INTO seal (index, position, event_id, event_hash, seal) VALUES (?, ?, ?, ?, ?)")
                        .params(i, i + 1, "event " + i, seal, seal)
                        .update();
            }
            tree.append(count, more);
            seals.addAll(more);
        }
    }

    @Test
    void the_root_of_every_size_is_that_of_the_rfc() {
        for (int size = 1; size <= LEAVES; size++) {
            assertThat(tree.root(size)).as("size %d", size).isEqualTo(mth(0, size));
        }
    }

    @Test
    void every_inclusion_proof_is_that_of_the_rfc() {
        for (int size = 1; size <= LEAVES; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                assertThat(hex(tree.inclusion(leaf, size)))
                        .as("leaf %d of %d", leaf, size)
                        .isEqualTo(hex(path(leaf, 0, size)));
            }
        }
    }

    @Test
    void every_consistency_proof_is_that_of_the_rfc() {
        for (int second = 1; second <= LEAVES; second++) {
            for (int first = 1; first <= second; first++) {
                assertThat(hex(tree.consistency(first, second)))
                        .as("from %d to %d", first, second)
                        .isEqualTo(hex(subproof(first, 0, second, true)));
            }
        }
    }

    /** 2.1.1 of the RFC. */
    private byte[] mth(int from, int to) {
        if (to - from == 1) {
            return Sha256.of(new byte[] {0}, seals.get(from));
        }
        int middle = from + split(to - from);
        return Sha256.of(new byte[] {1}, mth(from, middle), mth(middle, to));
    }

    /** 2.1.3.1 of the RFC. */
    private List<byte[]> path(int leaf, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        int middle = from + split(to - from);
        return leaf < middle
                ? with(path(leaf, from, middle), mth(middle, to))
                : with(path(leaf, middle, to), mth(from, middle));
    }

    /** 2.1.4.1 of the RFC. */
    private List<byte[]> subproof(int first, int from, int to, boolean known) {
        if (first == to) {
            return known ? List.of() : List.of(mth(from, to));
        }
        int middle = from + split(to - from);
        return first <= middle
                ? with(subproof(first, from, middle, known), mth(middle, to))
                : with(subproof(first, middle, to, false), mth(from, middle));
    }

    private static int split(int size) {
        int k = 1;
        while (k * 2 < size) {
            k *= 2;
        }
        return k;
    }

    private static List<byte[]> with(List<byte[]> list, byte[] last) {
        List<byte[]> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }
}
