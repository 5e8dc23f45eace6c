namespace Evaluation.Gateway.Evidence;

/// <summary>Contents whose item was withdrawn by this process since the last sweep. Their files go when no other item names them.</summary>
public sealed class WithdrawnContents
{
    private readonly Lock _gate = new();
    private HashSet<string> _contents = new(StringComparer.Ordinal);

    /// <summary>Beyond <see cref="Limits.EvidencePerSweep"/> contents, the daily sweep finds the others.</summary>
    public void Add(params IEnumerable<string> contents)
    {
        lock (_gate)
            foreach (var sha256 in contents)
                if (_contents.Count < Limits.EvidencePerSweep)
                    _contents.Add(sha256);
    }

    /// <summary>The contents, which are forgotten then.</summary>
    public IReadOnlySet<string> Take()
    {
        lock (_gate)
        {
            var taken = _contents;
            _contents = new(StringComparer.Ordinal);
            return taken;
        }
    }
}
