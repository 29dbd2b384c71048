// Asks the real command, in a process of its own, whether it finds the rule that was just built.

File plugins = new File(basedir, "target/plug-ins")
plugins.mkdirs()
new File(plugins, "driftguard-window.jar").bytes = new File(basedir, "target/driftguard-window-1.0.0.jar").bytes
File command = new File(basedir, "../../../../cli/target/driftguard.jar").canonicalFile
String java = System.getProperty("java.home") + "/bin/java"
Process run = [java, "-jar", command.path, "rules", "--plugin-path", plugins.path].execute()
StringBuilder out = new StringBuilder()
StringBuilder err = new StringBuilder()
run.waitForProcessOutput(out, err)
assert run.exitValue() == 0: "expected status 0, found " + run.exitValue() + "\n" + err
assert out.toString().contains("example-no-drop-column-outside-window\n"): "found\n" + out
