package dev.noon.control;

import dev.noon.control.access.Permission;

/** Somebody known may not do that. Nothing was changed. */
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Permission permission;
    private final String object;
    private final String project;
    private final boolean hidden;

    private Forbidden(String message, Permission permission, String object, String project, boolean hidden) {
        super(message);
        this.permission = permission;
        this.object = object;
        this.project = project;
        this.hidden = hidden;
    }

    /**
     * {@code permission} is lacking for {@code object}.
     *
     * @param project project of the object, for the audit log alone; empty when it has none
     */
    public static Forbidden of(Permission permission, String object, String project) {
        String message = object + ": " + permission.text() + " needs the role "
                + permission.least().text() + place(project);
        return new Forbidden(message, permission, object, project, false);
    }

    /** What may not even be read is answered like what does not exist: with {@code message}. */
    public static Forbidden hidden(String message, String object, String project) {
        return new Forbidden(message, Permission.READ, object, project, true);
    }

    private static String place(String project) {
        if (project.isEmpty()) {
            return "";
        }
        return project.equals("*") ? " in every project" : " in its project";
    }

    /** Whether the answer must not tell that the object exists. */
    public boolean isHidden() {
        return hidden;
    }

    /** What was to be done. */
    public Permission permission() {
        return permission;
    }

    /** What it was to be done to. */
    public String object() {
        return object;
    }

    /** The project of the object. */
    public String project() {
        return project;
    }

    /** What was lacking, in words. */
    public String needed() {
        return permission.text() + " needs " + permission.least().text();
    }
}
