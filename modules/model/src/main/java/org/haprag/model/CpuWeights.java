package org.haprag.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.haprag.genotype.InputException;

/**
 * A model file's weights, asked for by name and size. Whoever builds the network from them asks for each; what is missing, of
 * another size, not finite, or asked for by nobody means that the file is of another network.
 */
final class CpuWeights {
    private final String where;
    private final Map<String, float[]> values;
    private final Set<String> unused;

    /** @param where named in errors @param values by name, neither copied nor written to */
    CpuWeights(String where, Map<String, float[]> values) {
        this.where = where;
        this.values = values;
        this.unused = new TreeSet<>(values.keySet());
    }

    /** @throws InputException if there is no sound tensor of that name and size */
    float[] take(String name, int size) {
        float[] found = values.get(name);
        if (found == null) throw unfit(where, "no tensor " + name);
        if (found.length != size) throw unfit(where, "tensor " + name + " of " + found.length + " values for " + size);
        for (float v : found) if (!Float.isFinite(v)) throw unfit(where, "tensor " + name + " with " + v);
        unused.remove(name);
        return found;
    }

    /** @throws InputException if a tensor was not taken */
    void checkAllTaken() {
        if (!unused.isEmpty())
            throw unfit(where, "an unknown tensor " + unused.iterator().next());
    }

    /** The refusal of weights that do not fit their network, wherever that computes. */
    static InputException unfit(String where, String found) {
        return new InputException(
                where,
                "the weights do not fit the network that the file describes",
                found,
                "one finite tensor for each weight",
                "train again or copy the file again");
    }
}
