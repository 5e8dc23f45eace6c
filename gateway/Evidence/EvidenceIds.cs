using Evaluation.Kernel.Reading;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Gateway.Evidence;

/// <summary>The evidence of a unit that entries can refer to.</summary>
internal static class EvidenceIds
{
    /// <summary>The ids that a body names, each once; null for none.</summary>
    public static IReadOnlyList<string>? Read(JsonCursor at)
    {
        string[] ids = [.. at.List(Limits.EvidencePerEntry, item => item.Text(Limits.SlugCharacters)).Distinct()];
        return ids.Length == 0 ? null : ids;
    }

    /// <summary>
    /// The ids of the evidence that a person may refer to: staff to that of the unit and of inspectors, a unit to its own. None are read
    /// where none are named.
    /// </summary>
    /// <param name="named">The ids that an entry names; null for none.</param>
    /// <param name="isUnit">Whether the unit itself refers to them.</param>
    public static async ValueTask<Outcome<IReadOnlyCollection<string>>> OfAsync(IEngine engine, string round, string unit, IReadOnlyList<string>? named, bool isUnit = false)
    {
        if (named is null)
            return Array.Empty<string>();
        var list = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewEvidence());
        if (list.IsRefused(out var refusal))
            return refusal;
        var filed = isUnit ? list.Answer.Filed : [.. list.Answer.Filed, .. list.Answer.Inspection ?? []];
        return filed.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
    }
}
