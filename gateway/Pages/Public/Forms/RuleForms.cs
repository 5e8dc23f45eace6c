using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Forms;

/// <summary>The forms that rules may use beyond the usual ones, in plain words.</summary>
public static class RuleForms
{
    /// <summary>The forms that the rules use, in the order in which a reader needs them.</summary>
    public static IReadOnlyList<RuleForm> Of(RoundRules rules, PageRequest request)
    {
        var words = new RuleWords(rules, request);
        // A round that combines others uses nothing of a vote or an inspection.
        var own = rules.Combine is null ? [.. VoteForms.Of(rules, words), .. AssessmentForms.Of(rules, words)] : (RuleForm[])[];
        return [.. own.Concat(ResultForms.Of(rules, words)).Where(form => form.Lines.Count > 0)];
    }
}
