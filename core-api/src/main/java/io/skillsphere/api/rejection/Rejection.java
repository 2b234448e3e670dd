package io.skillsphere.api.rejection;

/** A refused command: the code for programs, the detail for people. Travels between nodes as the exception's details. */
public record Rejection(RejectionCode code, String detail) {}
