package io.skillsphere.web.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Identity")
@RestController
class JwksController {

    private static final CacheControl FOR_A_WHILE =
            CacheControl.maxAge(SigningKeys.PUBLISHED_BEFORE).cachePublic();

    private final SigningKeys keys;

    JwksController(SigningKeys keys) {
        this.keys = keys;
    }

    @Operation(
            summary = "Make a new signing key (ADMIN)",
            description = "It is published at once and signs from then on that the answer tells; tokens that are signed"
                    + " until then stay good. One that waits for its time already is answered again.")
    @PostMapping("/api/admin/signing-keys")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<NextKey> rotate() {
        SigningKeys.SigningKey next = keys.rotate();
        return ResponseEntity.accepted().body(new NextKey(next.id(), next.signsFrom()));
    }

    /** The key that signs next, by its {@code kid}. */
    record NextKey(String kid, Instant signsFrom) {}

    @Operation(summary = "The public keys that access tokens are verified with (RFC 7517)")
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(FOR_A_WHILE)
                .body(keys.all().toPublicJWKSet().toJSONObject());
    }
}
