package io.skillsphere.web.identity;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.IssueTokens;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;

/** Routes such as the rest of web will have, to see who gets through to them. */
@TestComponent
@Controller
@ResponseBody
class Probe {

    private final CommandGateway commands;

    Probe(CommandGateway commands) {
        this.commands = commands;
    }

    @GetMapping({"/api/skills", "/api/probe", "/api/admin/probe"})
    Actor read(@CurrentActor Actor actor) {
        return actor;
    }

    @PostMapping({"/api/probe", "/api/admin/probe", "/api/audit/probe"})
    Actor change(@CurrentActor Actor actor) {
        return actor;
    }

    /** Sends a command that says of itself what the body says. */
    @PostMapping("/api/probe/{walletId}/command")
    void command(@PathVariable UUID walletId, @RequestBody Map<String, String> metaData) {
        IssueTokens command = new IssueTokens(walletId, UUID.randomUUID(), 1, IssueReason.ADMINISTRATIVE, null);
        commands.sendAndWait(GenericCommandMessage.asCommandMessage(command).andMetaData(metaData));
    }
}
