package io.skillsphere.web.page;

import java.util.List;

/** A page of a list; {@code next} is the cursor of the next page, null on the last. */
public record Page<T>(List<T> items, String next) {}
