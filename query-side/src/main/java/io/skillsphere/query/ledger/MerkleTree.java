package io.skillsphere.query.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The Merkle tree over the seals, as RFC 9162 defines it. The roots of complete subtrees are kept; a root or a proof is put
 * together from no more of them than the tree is high, squared.
 */
@Component
class MerkleTree {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final JdbcClient jdbc;

    MerkleTree(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static byte[] leaf(byte[] seal) {
        return Sha256.of(LEAF, seal);
    }

    static byte[] node(byte[] left, byte[] right) {
        return Sha256.of(NODE, left, right);
    }

    /** Adds leaves to a tree that has so many. To be called by one at a time, in the transaction that adds the seals. */
    void append(long count, List<byte[]> seals) {
        Nodes known = new Nodes();
        known.want(peaks(0, count));
        known.read();
        List<Integer> levels = new ArrayList<>();
        List<Long> indexes = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < seals.size(); i++) {
            byte[] hash = leaf(seals.get(i));
            int level = 0;
            long index = count + i;
            known.hashes.put(new Node(0, index), hash);
            while ((index & 1) == 1) {
                hash = node(known.hashes.get(new Node(level, index - 1)), hash);
                level++;
                index >>= 1;
                known.hashes.put(new Node(level, index), hash);
                levels.add(level);
                indexes.add(index);
                hashes.add(hash);
            }
        }
        jdbc.sql("""
                INSERT INTO seal_subtree (level, index, hash) SELECT * FROM unnest(?::integer[], ?::bigint[], ?::bytea[])""")
                .params(levels.toArray(Integer[]::new), indexes.toArray(Long[]::new), hashes.toArray(byte[][]::new))
                .update();
    }

    /** The root of the first so many leaves; at least one. */
    byte[] root(long count) {
        return hashesOf(List.of(new Range(0, count))).get(0);
    }

    /** PATH(index, D[count]) of RFC 9162, 2.1.3.1: from the leaf's sibling up. */
    List<byte[]> inclusion(long index, long count) {
        List<Range> path = new ArrayList<>();
        long from = 0;
        long to = count;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.add(0, new Range(middle, to));
                to = middle;
            } else {
                path.add(0, new Range(from, middle));
                from = middle;
            }
        }
        return hashesOf(path);
    }

    /** PROOF(first, D[second]) of RFC 9162, 2.1.4.1; empty where they are the same. */
    List<byte[]> consistency(long first, long second) {
        List<Range> proof = new ArrayList<>();
        long from = 0;
        long to = second;
        boolean known = true; // whether the old tree's root is that of this very subtree
        while (first != to) {
            long middle = from + split(to - from);
            if (first <= middle) {
                proof.add(0, new Range(middle, to));
                to = middle;
            } else {
                proof.add(0, new Range(from, middle));
                from = middle;
                known = false;
            }
        }
        if (!known) {
            proof.add(0, new Range(from, to));
        }
        return hashesOf(proof);
    }

    /** The largest power of two that is smaller than the size. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    private List<byte[]> hashesOf(List<Range> ranges) {
        Nodes nodes = new Nodes();
        List<List<Node>> peaks =
                ranges.stream().map(range -> peaks(range.from, range.to)).toList();
        peaks.forEach(nodes::want);
        nodes.read();
        return peaks.stream().map(nodes::fold).toList();
    }

    /** The complete subtrees that cover a range, from left to right. Where the range begins, one of its size may begin. */
    private static List<Node> peaks(long from, long to) {
        List<Node> peaks = new ArrayList<>();
        long at = from;
        while (at < to) {
            int level = 63 - Long.numberOfLeadingZeros(to - at);
            peaks.add(new Node(level, at >> level));
            at += 1L << level;
        }
        return peaks;
    }

    private record Range(long from, long to) {}

    private record Node(int level, long index) {}

    private final class Nodes {

        private final Map<Node, byte[]> hashes = new LinkedHashMap<>();

        void want(List<Node> nodes) {
            nodes.forEach(node -> hashes.put(node, null));
        }

        void read() {
            jdbc.sql("""
                    SELECT level, index, hash FROM seal_tree
                    JOIN unnest(?::integer[], ?::bigint[]) AS wanted (level, index) USING (level, index)""")
                    .params(
                            hashes.keySet().stream().map(Node::level).toArray(Integer[]::new),
                            hashes.keySet().stream().map(Node::index).toArray(Long[]::new))
                    .query(row -> {
                        hashes.put(new Node(row.getInt("level"), row.getLong("index")), row.getBytes("hash"));
                    });
        }

        byte[] fold(List<Node> peaks) {
            byte[] hash = null;
            for (int i = peaks.size() - 1; i >= 0; i--) {
                byte[] left = hashes.get(peaks.get(i));
                if (left == null) {
                    throw new IllegalStateException("The tree over the seals has no %s.".formatted(peaks.get(i)));
                }
                hash = hash == null ? left : node(left, hash);
            }
            return hash;
        }
    }
}
