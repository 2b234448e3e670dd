package io.skillsphere.web.ledger;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How many tokens one person may send to others on one day (UTC). */
@Validated
@ConfigurationProperties("skillsphere.wallet")
record TransferProperties(@Min(0) @DefaultValue("100000") long dailyTransferLimit) {}
