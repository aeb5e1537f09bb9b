package dev.noon.model;

import dev.noon.model.Template.Literal;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.json.JsonPath;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.IdentifierText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.PathTemplateText;
import dev.noon.model.text.Shown;
import dev.noon.model.text.VariableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Splits the text of a template into parts. Used once, by one thread. */
final class TemplateParser {
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";

    private final String text;
    private final String known;
    private final List<Template.Part> parts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    TemplateParser(String text, String known) {
        this.text = text;
        this.known = known;
        read();
    }

    Template template() {
        Guard.check("template", fault());
        return new Template(text, parts);
    }

    Optional<String> fault() {
        return faults.stream().findFirst();
    }

    private void read() {
        int at = 0;
        while (at < text.length()) {
            at = text.charAt(at) == '$' ? dollar(at) : plain(at);
        }
        endLiteral();
    }

    private int plain(int at) {
        int next = text.indexOf('$', at);
        int end = next < 0 ? text.length() : next;
        literal.append(text, at, end);
        return end;
    }

    private int dollar(int at) {
        if (text.startsWith(ESCAPED, at)) {
            literal.append(OPEN);
            return at + ESCAPED.length();
        }
        if (!text.startsWith(OPEN, at)) {
            literal.append('$');
            return at + 1;
        }
        return variable(at);
    }

    private int variable(int at) {
        int end = text.indexOf('}', at);
        if (end < 0) {
            faults.add("has a variable that does not end: " + Shown.of(text.substring(at))
                    + "; expected } after its name, or $${ for a literal ${");
            return text.length();
        }
        String name = text.substring(at + OPEN.length(), end);
        Optional<Variable> variable = named(name).filter(found -> found.isIn(known));
        endLiteral();
        variable.ifPresentOrElse(parts::add, () -> faults.add(unknown(name)));
        return end + 1;
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private String unknown(String name) {
        return "has an unknown variable ${" + Shown.of(name) + "}; expected " + known;
    }

    private static Optional<Variable> named(String name) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        String rest = dot < 0 ? "" : name.substring(dot + 1);
        return switch (first) {
            case "header", "cookie" -> HeaderText.isToken(rest) ? of(first, rest) : Optional.empty();
            case "query" -> rest.isEmpty() ? Optional.empty() : of(first, rest);
            case "path" -> dot < 0 || PathTemplateText.isName(rest) ? of(first, rest) : Optional.empty();
            case "method", "host", "consumer" -> dot < 0 ? of(first, "") : Optional.empty();
            case "claim" -> IdentifierText.fault(rest).isEmpty() ? of(first, rest) : Optional.empty();
            case "env" -> VariableText.isName(rest) ? of(first, rest) : Optional.empty();
            case "body" -> dot < 0 || JsonPath.oneFault(rest).isEmpty() ? of(first, rest) : Optional.empty();
            case "call" -> isCall(rest) ? of(first, rest) : Optional.empty();
            case "client" -> rest.equals("ip") ? of("client_ip", "") : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A call's name and a part of its answer: {@code rates.status}, {@code rates.header.ETag}, {@code rates.body.$.usd}. */
    private static boolean isCall(String text) {
        int dot = text.indexOf('.');
        String part = dot < 0 ? "" : text.substring(dot + 1);
        boolean known = part.equals("status")
                || part.equals("body")
                || (part.startsWith("header.") && HeaderText.isToken(part.substring("header.".length())))
                || (part.startsWith("body.")
                        && JsonPath.oneFault(part.substring("body.".length())).isEmpty());
        return known && NameText.policyFault(text.substring(0, dot)).isEmpty();
    }

    private static Optional<Variable> of(String source, String name) {
        return Optional.of(new Variable(Source.valueOf(source.toUpperCase(Locale.ROOT)), name));
    }
}
