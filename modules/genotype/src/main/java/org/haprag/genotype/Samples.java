package org.haprag.genotype;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ordered list of distinct sample names. Which haplotypes they have, {@link Haplotypes} knows. */
public final class Samples implements Serializable {
    private final List<String> names;
    private final Map<String, Integer> index;

    /** @throws IllegalArgumentException if a name occurs twice (readers report that as an {@link InputException}) */
    public Samples(List<String> names) {
        this.names = List.copyOf(names);
        this.index = new HashMap<>(names.size() * 2);
        for (int i = 0; i < names.size(); i++) {
            if (index.put(names.get(i), i) != null) {
                throw new IllegalArgumentException("sample " + names.get(i) + " occurs twice");
            }
        }
    }

    public List<String> names() {
        return names;
    }

    public String name(int sample) {
        return names.get(sample);
    }

    public int count() {
        return names.size();
    }

    /** The index of a sample, or -1 if it is not here. */
    public int indexOf(String name) {
        return index.getOrDefault(name, -1);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Samples other && other.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.size() + " samples";
    }
}
