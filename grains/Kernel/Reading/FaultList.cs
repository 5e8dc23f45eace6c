namespace Evaluation.Kernel.Reading;

/// <summary>
/// Collects faults in the order in which they are found, up to <see cref="Limits.FaultsListed"/>. Later faults are dropped.
/// </summary>
public sealed class FaultList
{
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Whether the list is full. A reader may stop then.</summary>
    public bool IsFull => _faults.Count >= Limits.FaultsListed;

    public void Add(string pointer, string message)
    {
        if (!IsFull) _faults.Add(new Fault(pointer, message));
    }

    /// <summary>
    /// Whether there is a fault at this place, inside it or around it. The value read from this place is then a substitute.
    /// </summary>
    public bool Touch(string pointer) => _faults.Exists(fault => Covers(fault.Pointer, pointer) || Covers(pointer, fault.Pointer));

    private static bool Covers(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] == '/');
}
