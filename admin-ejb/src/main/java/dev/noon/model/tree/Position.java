package dev.noon.model.tree;

/** A place in a file; line and column count from 1, columns in code points. */
public record Position(int line, int column) implements Comparable<Position> {
    /** The first character of a file. */
    public static final Position START = new Position(1, 1);

    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("position is " + line + ":" + column + "; expected 1:1 or later");
        }
    }

    @Override
    public int compareTo(Position other) {
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
