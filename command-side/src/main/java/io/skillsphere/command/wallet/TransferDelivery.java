package io.skillsphere.command.wallet;

import io.skillsphere.api.wallet.ReceiveTokens;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Takes tokens that one person sent to the other's wallet. One step without memory, so no saga: the credit is idempotent
 * by its transfer id.
 */
@Component
@ProcessingGroup("transfers")
@DisallowReplay
class TransferDelivery {

    private final CommandGateway commands;

    TransferDelivery(CommandGateway commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(TokensSent event) {
        commands.sendAndWait(
                new ReceiveTokens(event.payeeId(), event.transferId(), event.walletId(), event.amount(), null));
    }
}
