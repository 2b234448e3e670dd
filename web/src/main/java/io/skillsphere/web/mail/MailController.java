package io.skillsphere.web.mail;

import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The outbox, for operators. */
@Tag(name = "Operations")
@RestController
@RequestMapping("/api/admin/mails")
class MailController {

    private final OutgoingMails mails;

    MailController(OutgoingMails mails) {
        this.mails = mails;
    }

    @Operation(
            summary = "Mails and what has become of them, newest first",
            description = "`state=dead` are those that could not be sent however often they were tried.")
    @GetMapping
    ResponseEntity<Page<OutgoingMail>> list(
            @RequestParam(required = false) MailState state,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return mails.list(state, Cursor.beforeOf(cursor), limit, Pages::of);
    }

    @Operation(summary = "Try a dead letter again, as often as at first")
    @PostMapping("/{id}/resend")
    OutgoingMail resend(@PathVariable UUID id) {
        if (!mails.resend(id)) {
            throw notFound();
        }
        return mails.find(id).orElseThrow(MailController::notFound);
    }

    @Operation(summary = "Give up a dead letter for good")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable UUID id) {
        if (!mails.discard(id)) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such dead letter among the mails.");
    }
}
