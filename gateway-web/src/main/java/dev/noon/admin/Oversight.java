package dev.noon.admin;

import dev.noon.control.Differences;
import dev.noon.control.Events;
import dev.noon.control.Projects;
import dev.noon.control.audit.Audit;
import dev.noon.control.audit.ChainCheck;
import dev.noon.control.swap.Measurements;
import dev.noon.control.tokens.Tokens;

/** Who may do what, who did what, and what it cost. */
public record Oversight(
        Tokens tokens,
        Events events,
        Audit audit,
        ChainCheck chains,
        Projects projects,
        Differences differences,
        Measurements measurements) {}
