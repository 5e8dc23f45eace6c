using System.Security.Cryptography;
using Evaluation.Evidence;

namespace Evaluation.Testing.Specifications;

/// <summary>What every store of evidence guarantees.</summary>
public abstract class EvidenceStoreSpec
{
    protected abstract IEvidenceStore Store { get; }

    [Theory]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(3 << 20)]
    public async Task A_file_is_read_back_as_it_was_stored(int bytes)
    {
        var content = Content(bytes);
        await KeepAsync(content);
        Assert.Equal(content, await ReadAsync(content));
    }

    [Fact]
    public async Task A_content_that_was_not_stored_is_not_found() => Assert.Null(await Store.OpenAsync(NameOf(Content(7))));

    [Fact]
    public async Task A_content_may_be_stored_again_and_concurrently()
    {
        var content = Content(2_500_000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => KeepAsync(content)));
        await KeepAsync(content);
        Assert.Equal(content, await ReadAsync(content));
    }

    [Fact]
    public async Task Contents_are_stored_separately()
    {
        var contents = Enumerable.Range(0, 20).Select(seed => Content(100_000 + seed, seed)).ToList();
        await Task.WhenAll(contents.Select(KeepAsync));
        foreach (var content in contents)
            Assert.Equal(content, await ReadAsync(content));
    }

    [Fact]
    public async Task A_content_is_never_stored_under_another_hash()
    {
        var (content, other) = (Content(50_000), Content(50_000, seed: 2));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await Store.KeepAsync(NameOf(other), new MemoryStream(content)));
        Assert.Null(await Store.OpenAsync(NameOf(other)));
        Assert.Null(await Store.OpenAsync(NameOf(content)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public async Task An_invalid_hash_is_rejected(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.OpenAsync(name));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.KeepAsync(name, new MemoryStream([1])));
    }

    [Fact]
    public async Task A_failed_upload_leaves_nothing_and_can_be_repeated()
    {
        var content = Content(2_500_000);
        using var broken = new BreaksOff(content, readsWhole: 1);
        var failure = await Record.ExceptionAsync(async () => await Store.KeepAsync(NameOf(content), broken));
        Assert.Contains(BreaksOff.Message, $"{failure}", StringComparison.Ordinal);
        Assert.Null(await Store.OpenAsync(NameOf(content)));
        await KeepAsync(content);
        Assert.Equal(content, await ReadAsync(content));
    }

    [Fact]
    public async Task Stored_contents_are_listed_with_the_time_at_which_they_were_last_stored()
    {
        var (first, second) = (await KeepAsync(Content(5_000)), await KeepAsync(Content(5_000, seed: 2)));
        Assert.True(first.IsNew && second.IsNew);
        Assert.Equal([first.Sha256, second.Sha256], (await ListAsync(Never)).OrderBy(content => content.KeptAt).Select(content => content.Sha256));
        Assert.Equal([first.Sha256], (await ListAsync(second.KeptAt)).Select(content => content.Sha256));
        var again = await KeepAsync(Content(5_000));
        Assert.True(again.KeptAt > second.KeptAt && !again.IsNew);
        Assert.Equal([second.Sha256], (await ListAsync(again.KeptAt)).Select(content => content.Sha256));
    }

    [Fact]
    public async Task A_content_is_removed_unless_it_was_stored_again()
    {
        var content = Content(1_500_000);
        var (first, second) = (await KeepAsync(content), await KeepAsync(content));
        Assert.False(await Store.RemoveAsync(first));
        Assert.Equal(content, await ReadAsync(content));
        Assert.True(await Store.RemoveAsync(second));
        Assert.Null(await Store.OpenAsync(NameOf(content)));
        Assert.False(await Store.RemoveAsync(second));
        Assert.True((await KeepAsync(content)).IsNew);
        Assert.Equal(content, await ReadAsync(content));
    }

    [Fact]
    public async Task Removing_and_storing_the_same_content_at_the_same_time_keeps_it_for_the_last_caller()
    {
        var content = Content(50_000);
        for (var round = 0; round < 20; round++)
        {
            var kept = await KeepAsync(content);
            var (removing, storing) = (Task.Run(async () => await Store.RemoveAsync(kept)), KeepAsync(content));
            await Task.WhenAll(removing, storing);
            Assert.Equal(content, await ReadAsync(content));
        }
    }

    protected static DateTimeOffset Never { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    protected async Task<List<KeptContent>> ListAsync(DateTimeOffset keptBefore)
    {
        var listed = new List<KeptContent>();
        await foreach (var content in Store.ListAsync(keptBefore))
            listed.Add(content);
        return listed;
    }

    protected static byte[] Content(int bytes, int seed = 1)
    {
        var content = new byte[bytes];
        new Random(seed).NextBytes(content);
        return content;
    }

    protected static string NameOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    protected async Task<KeptContent> KeepAsync(byte[] content)
    {
        using var stream = new MemoryStream(content);
        var kept = await Store.KeepAsync(NameOf(content), stream);
        Assert.True(stream.CanRead && stream.Position == 0, "The content stays open, at its first byte.");
        return kept;
    }

    protected async Task<byte[]> ReadAsync(byte[] content)
    {
        await using var kept = await Store.OpenAsync(NameOf(content));
        Assert.NotNull(kept);
        await using var whole = new CheckedStream(kept, NameOf(content));
        using var bytes = new MemoryStream();
        await whole.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>A content that can be read completely a few times and then fails in the middle.</summary>
    private sealed class BreaksOff(byte[] content, int readsWhole) : MemoryStream(content, writable: false)
    {
        public const string Message = "The temporary disk failed.";

        private int _left = readsWhole;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left <= 0 && Position > Length / 2)
                throw new IOException(Message);
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0)
                _left--;
            return read;
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            _left <= 0 ? throw new IOException(Message) : base.CopyToAsync(destination, bufferSize, cancellationToken);
    }
}
