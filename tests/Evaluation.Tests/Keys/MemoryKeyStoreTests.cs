using Evaluation.Ballots.Keys;

namespace Evaluation.Tests.Keys;

/// <summary>The store of keys in memory keeps the contract of the others.</summary>
public sealed class MemoryKeyStoreTests : KeyStoreSpec
{
    private readonly MemoryKeyStore _store = new();

    protected override IKeyStore Open() => _store;
}
