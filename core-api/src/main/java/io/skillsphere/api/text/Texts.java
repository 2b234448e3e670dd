package io.skillsphere.api.text;

import java.util.List;

/** The texts that were found. */
public record Texts(List<WrittenText> items) {}
