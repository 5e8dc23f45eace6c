using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Assessment;

/// <summary>The names of facts in a round: those that its vetoes depend on (F18).</summary>
internal static class FactNames
{
    /// <summary>Why nobody can state this fact; null when a veto names it.</summary>
    public static string? Fault(RoundRules rules, string fact)
    {
        string[] known = [.. rules.Vetoes.Select(veto => veto.When.Fact).OfType<string>().Distinct()];
        return known.Contains(fact) ? null : $"is not a fact that a veto of the round names; {NameHint.For(fact, known)}";
    }
}
