using Evaluation.Rounds;

namespace Evaluation.Tests.Rounds;

/// <summary>Credentials of one group that may rate the same units hide each other, if they are enough.</summary>
public sealed class CrowdTests
{
    [Fact]
    public void Batches_of_one_group_for_the_same_units_are_one_crowd()
    {
        CredentialBatch[] batches = [Batch("a", "npc", 3), Batch("b", "npc", 2), Batch("c", "npc", 4, "u1", "u2"), Batch("d", "npc", 1, "u2", "u1"), Batch("e", "users", 4)];
        Assert.Equal(["e"], Small(batches, 5));
        Assert.Equal(["a", "b", "c", "d", "e"], Small(batches, 6));
        Assert.Empty(Small(batches, 4));
    }

    [Fact]
    public void Void_batches_and_revoked_credentials_are_in_no_crowd()
    {
        CredentialBatch[] batches = [Batch("a", "npc", 4), Batch("b", "npc", 4) with { State = BatchState.Void }, Batch("c", "users", 0)];
        Assert.Equal(["a"], Small(batches, 5));
    }

    private static IEnumerable<string> Small(CredentialBatch[] batches, int min) => Crowds.Small(batches, min).Select(batch => batch.Batch).Order();

    private static CredentialBatch Batch(string id, string group, int count, params string[] units) =>
        new(id, group, count, Given.Now, Units: units.Length == 0 ? null : units, State: BatchState.Issued);
}
