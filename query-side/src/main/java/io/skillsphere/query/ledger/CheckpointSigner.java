package io.skillsphere.query.ledger;

/** Signs checkpoints with the current key. */
@FunctionalInterface
public interface CheckpointSigner {

    /** The payload as a JWS in compact form. */
    String sign(String payload);
}
