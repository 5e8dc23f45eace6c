using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>The codes of one of a definition's lists: each well-formed and used once, and looked up by those who refer to them.</summary>
internal sealed class CodeList
{
    private readonly CheckScope _scope;
    private readonly HashSet<string> _known;
    private readonly bool _isComplete;

    /// <summary>Reports every malformed or repeated code.</summary>
    /// <param name="scope">Where to report.</param>
    /// <param name="list">The list's pointer.</param>
    /// <param name="codes">In the list's order.</param>
    /// <param name="capitals">Options are marked A, B, C on paper: there capitals are allowed, and <c>a</c> repeats <c>A</c>.</param>
    public CodeList(CheckScope scope, string list, IReadOnlyList<string> codes, bool capitals = false)
    {
        _scope = scope;
        _known = new HashSet<string>(capitals ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        _isComplete = scope.IsSound(list, codes.Count, "code");
        for (var index = 0; index < codes.Count; index++)
        {
            var pointer = $"{list}/{index}/code";
            scope.Code(pointer, codes[index], capitals);
            if (!_known.Add(codes[index]))
                scope.Report(pointer, $"{PlainText.Quoted(codes[index])} is used more than once; codes of a list must differ");
        }
    }

    /// <summary>Reports a reference to nothing, unless the list could not be read as a whole.</summary>
    public void Refer(string pointer, string code)
    {
        if (_scope.IsFull || !_isComplete || _known.Contains(code)) return;
        _scope.Report(pointer, $"{PlainText.Quoted(code)} is not defined; {Spelling.Hint(code, _known)}");
    }
}
