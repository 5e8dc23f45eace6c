using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Http.Problems;

internal static class RefusalFaults
{
    extension(Refusal refusal)
    {
        /// <summary>The faults of the body or form that the refusal lists; null when it lists none.</summary>
        public IReadOnlyList<Fault>? Faults => refusal.Facts.FirstOrDefault(fact => fact.Name == "faults").Value is IEnumerable<Fault> faults ? [.. faults] : null;
    }
}
