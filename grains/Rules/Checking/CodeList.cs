using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>The codes of one list of a definition. Checks that they are well-formed and unique, and resolves references to them.</summary>
internal sealed class CodeList
{
    private readonly CheckScope _scope;
    private readonly HashSet<string> _known;
    private readonly bool _isComplete;

    /// <summary>Reports every malformed or repeated code.</summary>
    /// <param name="scope">Where faults are reported.</param>
    /// <param name="list">The pointer of the list.</param>
    /// <param name="codes">The codes in the order of the list.</param>
    /// <param name="capitals">Whether capitals are allowed, as in options marked A, B, C on paper. Then <c>a</c> repeats <c>A</c>.</param>
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

    /// <summary>Reports a reference to an unknown code, unless part of the list could not be read.</summary>
    public void Refer(string pointer, string code)
    {
        if (_scope.IsFull || !_isComplete || _known.Contains(code)) return;
        _scope.Report(pointer, $"{PlainText.Quoted(code)} is not defined; {NameHint.For(code, _known)}");
    }
}
