package io.skillsphere.web.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Identity")
@RestController
class JwksController {

    private static final CacheControl FOR_A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic();

    private final Map<String, Object> publicKeys;

    JwksController(SigningKeys keys) {
        this.publicKeys = keys.all().toPublicJWKSet().toJSONObject();
    }

    @Operation(summary = "The public keys that access tokens are verified with (RFC 7517)")
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok().cacheControl(FOR_A_WHILE).body(publicKeys);
    }
}
