package dev.noon.admin;

import dev.noon.control.Manifest;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * One page of a table of contents, sorted by kind and name.
 *
 * @param next what to give as {@code after} for the next page; empty on the last
 */
record Contents(List<Map.Entry<DefinitionId, Manifest.Entry>> entries, Optional<String> next) {
    /** The query parameters that choose a page. */
    static final String LIMIT = "limit";

    static final String AFTER = "after";

    private static final int PAGE = 500;
    private static final int MAX_PAGE = 1_000;

    /**
     * The page that {@code query} asks for.
     *
     * @throws BadRequest if its {@code limit} is not 1 to {@value #MAX_PAGE} or {@code after} is no kind and name
     */
    static Contents of(Manifest manifest, Predicate<DefinitionId> wanted, Query query) {
        int limit = (int) query.number(LIMIT, PAGE, 1, MAX_PAGE);
        List<Map.Entry<DefinitionId, Manifest.Entry>> page = new ArrayList<>();
        Optional<DefinitionId> after = query.text(AFTER).map(Contents::id);
        for (var entry : from(manifest.entries(), after).entrySet()) {
            if (after.equals(Optional.of(entry.getKey())) || !wanted.test(entry.getKey())) {
                continue;
            }
            if (page.size() == limit) {
                return new Contents(
                        page, Optional.of(page.get(limit - 1).getKey().toString()));
            }
            page.add(entry);
        }
        return new Contents(page, Optional.empty());
    }

    private static SortedMap<DefinitionId, Manifest.Entry> from(
            SortedMap<DefinitionId, Manifest.Entry> entries, Optional<DefinitionId> first) {
        return first.map(entries::tailMap).orElse(entries);
    }

    private static DefinitionId id(String text) {
        int slash = text.indexOf('/');
        Optional<Kind> kind = slash < 0 ? Optional.empty() : Kind.of(text.substring(0, slash));
        try {
            return new DefinitionId(kind.orElseThrow(() -> bad(text)), text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw bad(text);
        }
    }

    private static BadRequest bad(String text) {
        return new BadRequest("after is " + text + "; must be a kind and a name such as ApiProxy/loans");
    }
}
