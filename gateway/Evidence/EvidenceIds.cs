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

    /// <summary>The ids; none are read where none are named.</summary>
    /// <param name="named">The ids that an entry names; null for none.</param>
    public static async ValueTask<Outcome<IReadOnlyCollection<string>>> OfAsync(IEngine engine, string round, string unit, IReadOnlyList<string>? named)
    {
        if (named is null)
            return Array.Empty<string>();
        var list = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewEvidence());
        return list.IsRefused(out var refusal) ? refusal : list.Answer.Filed.Select(filed => filed.Id).ToHashSet(StringComparer.Ordinal);
    }
}
