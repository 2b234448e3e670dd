package io.skillsphere.api.review;

import io.skillsphere.api.text.WrittenText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * One of a settled booking's people says how it was. Nothing happens where it comes again; a second review by the same
 * person is rejected.
 *
 * @param id of the review
 * @param rating from 1 to 5
 * @param text what they write, or null
 */
public record WriteReview(
        @NotNull @TargetAggregateIdentifier ReviewId reviewId,
        @NotNull UUID id,
        @Min(1) @Max(5) int rating,
        @Valid WrittenText text) {}
