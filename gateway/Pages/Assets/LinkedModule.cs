using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Assets;

/// <summary>
/// One script of a module and all that it imports, so that a browser on a slow network asks once. Each becomes a function that is called
/// once, after those that it imports, and returns what it exports: names of one are not seen by another that does not import them.
/// </summary>
/// <remarks>
/// What is exported may not change afterwards, modules may not import each other in a circle, and an import or export takes one line.
/// Modules of all folders have different names; the folder in an import is not read.
/// </remarks>
public static partial class LinkedModule
{
    /// <param name="name">The module that begins: <c>vote.js</c>.</param>
    /// <param name="read">The text of a module by its name.</param>
    /// <exception cref="InvalidOperationException">
    /// A module says import or export in a way that is not known here, or imports go round in a circle.
    /// </exception>
    public static string Of(string name, Func<string, string> read)
    {
        var linked = new StringBuilder();
        var done = new Dictionary<string, bool>(StringComparer.Ordinal);
        Add(name);
        return linked.ToString();

        void Add(string module)
        {
            if (done.TryGetValue(module, out var isDone))
            {
                if (!isDone)
                    throw new InvalidOperationException($"{module} imports itself, by way of others.");
                return;
            }
            done[module] = false;
            var text = read(module);
            foreach (Match import in Import().Matches(text))
                Add(import.Groups["module"].Value);
            text = Import().Replace(text, import => $"const {(import.Groups["all"] is { Success: true, Value: var all } ? all : import.Groups["names"].Value)} = {Variable(import.Groups["module"].Value)};");
            var exports = Export().Matches(text).Select(export => export.Groups["name"].Value).ToArray();
            text = Export().Replace(text, "");
            if (Left().Match(text) is { Success: true, Value: var line })
                throw new InvalidOperationException($"{module}: {line} is not said as it has to be.");
            linked.Append($"const {Variable(module)} = (() => {{\n{text.TrimEnd()}\nreturn {{ {string.Join(", ", exports)} }};\n}})();\n");
            done[module] = true;
        }
    }

    private static string Variable(string module) => $"${module[..^3].Replace('-', '_')}";

    [GeneratedRegex("""^import (?:\* as (?<all>\w+)|(?<names>\{ \w+(?:, \w+)* \})) from "\.{1,2}/(?:[a-z]+/)*(?<module>[a-z0-9-]+\.js)";$""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?=(?:async )?(?:const|class|function) (?<name>\w+))", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"^\s*(?:import|export)\b.*", RegexOptions.Multiline)]
    private static partial Regex Left();
}
