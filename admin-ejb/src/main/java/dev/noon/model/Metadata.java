package dev.noon.model;

import java.util.Optional;

/** A definition's name, the project it belongs to ({@code default} if none is written), and a proxy's group. */
public record Metadata(String name, String project, Optional<String> group) {}
