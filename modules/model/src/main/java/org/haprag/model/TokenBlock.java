package org.haprag.model;

/**
 * Some token windows, one behind the other in lanes, and the tokens of theirs that are asked for. Filled by its owner.
 */
final class TokenBlock {
    private final int[] lengths;
    private final int[] askedFrom;
    private final int[] asked;
    private int width;
    private int windows;

    /** @param tokens at most */
    TokenBlock(int tokens) {
        lengths = new int[tokens];
        askedFrom = new int[tokens + 1];
        asked = new int[tokens];
    }

    /** Empties it. @param newWidth W of the windows to come */
    void begin(int newWidth) {
        width = newWidth;
        windows = 0;
        askedFrom[0] = 0;
    }

    /** Adds a window that asks for nothing yet. @param length its tokens without padding, which is at its end */
    void addWindow(int length) {
        lengths[windows++] = length;
        askedFrom[windows] = askedFrom[windows - 1];
    }

    /** Asks for a token of the window added last. @param token counted from the block's first */
    void ask(int token) {
        asked[askedFrom[windows]++] = token;
    }

    int windows() {
        return windows;
    }

    /** W. */
    int width() {
        return width;
    }

    /** All tokens, padding too. */
    int tokens() {
        return windows * width;
    }

    int length(int window) {
        return lengths[window];
    }

    /** The window's first asked token, as a number among {@link #asked}; that of the window after the last one ends them. */
    int askedFrom(int window) {
        return askedFrom[window];
    }

    int askedCount() {
        return askedFrom[windows];
    }

    /** Which tokens are asked for, increasing. */
    int[] asked() {
        return asked;
    }
}
