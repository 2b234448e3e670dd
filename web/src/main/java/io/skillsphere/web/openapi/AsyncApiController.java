package io.skillsphere.web.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Serves the description of the WebSocket beside that of the API. */
@Hidden
@RestController
class AsyncApiController {

    private final AsyncApi description;

    AsyncApiController(AsyncApi description) {
        this.description = description;
    }

    @GetMapping(path = "/api-docs/asyncapi", produces = MediaType.APPLICATION_JSON_VALUE)
    String get() {
        return description
                .of(ServletUriComponentsBuilder.fromCurrentContextPath().build().toUri())
                .toPrettyString();
    }
}
