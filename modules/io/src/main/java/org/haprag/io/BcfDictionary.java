package org.haprag.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The numbers by which the records of a BCF name contigs and the keys of FILTER, INFO and FORMAT: IDX of their header lines, or
 * the order in which they first occur. PASS is 0.
 */
final class BcfDictionary {
    /** More is taken for damage: it would be room for names that no line has. */
    private static final int MOST_NUMBER = 1 << 20;

    private static final String NONE = "";

    private final List<String> keys = new ArrayList<>(List.of("PASS"));
    private final List<String> contigs = new ArrayList<>();
    private final Map<String, Integer> keyNumbers = new HashMap<>(Map.of("PASS", 0));
    private final List<String> numbered = new ArrayList<>();

    private BcfDictionary() {}

    /** That of a header's lines. */
    static BcfDictionary of(List<String> headerLines) {
        BcfDictionary dictionary = new BcfDictionary();
        headerLines.forEach(dictionary::add);
        return dictionary;
    }

    private void add(String line) {
        boolean contig = line.startsWith("##contig=<");
        boolean key = line.startsWith("##FILTER=<") || line.startsWith("##INFO=<") || line.startsWith("##FORMAT=<");
        Map<String, String> attributes = contig || key ? attributes(line) : Map.of();
        String id = attributes.get("ID");
        if (id == null) {
            numbered.add(line);
            return;
        }
        OptionalInt stated = number(attributes.getOrDefault("IDX", NONE));
        int number = contig ? contig(id, stated) : key(id, stated);
        int end = line.lastIndexOf('>');
        numbered.add(stated.isPresent() || end < 0 ? line : line.substring(0, end) + ",IDX=" + number + ">");
    }

    private int contig(String id, OptionalInt stated) {
        int number = stated.orElse(contigs.size());
        put(contigs, number, id);
        return number;
    }

    private int key(String id, OptionalInt stated) {
        Integer known = keyNumbers.get(id);
        int number = stated.orElse(known == null ? keys.size() : known);
        if (known == null) keyNumbers.put(id, number);
        put(keys, number, id);
        return number;
    }

    private static void put(List<String> names, int number, String id) {
        if (number >= names.size()) names.addAll(Collections.nCopies(number + 1 - names.size(), NONE));
        names.set(number, id);
    }

    private static OptionalInt number(String idx) {
        if (!idx.matches("[0-9]{1,8}")) return OptionalInt.empty();
        int number = Integer.parseInt(idx);
        return number < MOST_NUMBER ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** The attributes of a line such as {@code ##INFO=<ID=AF,Description="a, b">}; of one that stands twice the first. */
    private static Map<String, String> attributes(String line) {
        Map<String, String> attributes = new HashMap<>();
        int p = line.indexOf('<') + 1;
        while (p < line.length()) {
            int equals = line.indexOf('=', p);
            if (equals < 0) break;
            int end = valueEnd(line, equals + 1);
            attributes.putIfAbsent(line.substring(p, equals).strip(), line.substring(equals + 1, end));
            p = end + 1;
        }
        return attributes;
    }

    private static int valueEnd(String line, int from) {
        boolean quoted = from < line.length() && line.charAt(from) == '"';
        for (int p = quoted ? from + 1 : from; p < line.length(); p++) {
            char c = line.charAt(p);
            if (quoted && c == '\\') p++;
            else if (quoted && c == '"') quoted = false;
            else if (!quoted && (c == ',' || c == '>')) return p;
        }
        return line.length();
    }

    /** The lines, each with its IDX. */
    List<String> numberedLines() {
        return numbered;
    }

    /** Contigs by number; "" where no line has a number. */
    List<String> contigs() {
        return contigs;
    }

    /** The name of a number, "" if there is none. */
    String key(int number) {
        return number >= 0 && number < keys.size() ? keys.get(number) : NONE;
    }

    /** The name of a number, "" if there is none. */
    String contig(int number) {
        return number >= 0 && number < contigs.size() ? contigs.get(number) : NONE;
    }

    /** The number of a key, -1 if no line has it. */
    int keyNumber(String key) {
        return keyNumbers.getOrDefault(key, -1);
    }
}
