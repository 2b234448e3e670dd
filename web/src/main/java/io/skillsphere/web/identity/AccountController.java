package io.skillsphere.web.identity;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Identity")
@RestController
class AccountController {

    private final Accounts accounts;
    private final RoleGiving roles;

    AccountController(Accounts accounts, RoleGiving roles) {
        this.accounts = accounts;
        this.roles = roles;
    }

    @Operation(summary = "The caller's own account")
    @GetMapping("/api/account")
    @Refuses(also = ProblemCode.NOT_FOUND)
    AccountView own(@CurrentActor Actor actor) {
        return accounts.findById(actor.accountId())
                .map(Account::view)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "This account is no more."));
    }

    @Operation(
            summary = "Give an account a role (ADMIN)",
            description = "Ends the account's sessions where the role is another than before: it has to sign in again.")
    @PutMapping("/api/admin/accounts/{id}/role")
    @Refuses(also = ProblemCode.LAST_ADMIN)
    AccountView giveRole(@PathVariable UUID id, @Valid @RequestBody RoleChange change) {
        return roles.give(id, change.role());
    }

    record RoleChange(@NotNull Role role) {}
}
