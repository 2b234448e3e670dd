package io.skillsphere.web.audit;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.skillsphere.query.ledger.Checkpoint;
import io.skillsphere.query.ledger.Checkpoints;
import io.skillsphere.query.ledger.LedgerBundle;
import io.skillsphere.query.ledger.Sealer;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Seals and signs at once, for who needs a checkpoint over what has just happened. */
@Component
class Notary {

    private final Sealer sealer;
    private final Checkpoints checkpoints;
    private final AuditKeys keys;
    private final LedgerBundle bundle;
    private final Clock clock;

    Notary(Sealer sealer, Checkpoints checkpoints, AuditKeys keys, LedgerBundle bundle, Clock clock) {
        this.sealer = sealer;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.bundle = bundle;
        this.clock = clock;
    }

    /** A checkpoint over everything that is committed; empty where nothing ever was. */
    Optional<Checkpoint> signNow() {
        sealer.sealAll();
        return checkpoints.sign(keys, clock.instant());
    }

    /**
     * The latest checkpoint if it covers this position, or else a new one. Rejects (UNAVAILABLE) a position that can't be sealed
     * yet, since something before it has been committing for seconds.
     */
    Checkpoint covering(long position) {
        return checkpoints
                .latest()
                .filter(latest -> latest.position() >= position)
                .or(this::signNow)
                .filter(signed -> signed.position() >= position)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNAVAILABLE, "The transfer is not sealed yet: try again in a moment."));
    }

    /** Writes the bundle that ends with this checkpoint. */
    void write(Checkpoint head, LedgerBundle.Files files) throws IOException {
        bundle.write(head, JSONObjectUtils.toJSONString(keys.publicKeys()), files);
    }
}
