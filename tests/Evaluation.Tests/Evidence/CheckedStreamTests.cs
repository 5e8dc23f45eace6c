using System.Security.Cryptography;
using Evaluation.Evidence;

namespace Evaluation.Tests.Evidence;

public sealed class CheckedStreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 << 10)]
    [InlineData((64 << 10) + 1)]
    [InlineData(200_000)]
    public async Task An_undamaged_content_is_read_whole_in_pieces_of_any_size(int bytes)
    {
        var content = Content(bytes);
        foreach (var piece in new[] { 1_000, 64 << 10, 1 << 20 })
            Assert.Equal(content, await ReadAsync(content, Hash(content), piece));
    }

    [Theory]
    [InlineData(200_000, 0)]
    [InlineData(200_000, 100_000)]
    [InlineData(200_000, 199_999)]
    [InlineData(100, 50)]
    public async Task The_end_of_a_damaged_content_is_never_returned(int bytes, int damagedAt)
    {
        var content = Content(bytes);
        var hash = Hash(content);
        content[damagedAt] ^= 0x80;
        var read = new MemoryStream();
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(content, hash, 1_000, read));
        Assert.True(read.Length < bytes);
    }

    [Fact]
    public async Task A_truncated_empty_or_extended_content_is_damaged()
    {
        var content = Content(150_000);
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync([], Hash(content), 1_000));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(content[..^1], Hash(content), 1_000));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync([.. content, 0], Hash(content), 1_000));
    }

    private static byte[] Content(int bytes)
    {
        var content = new byte[bytes];
        new Random(3).NextBytes(content);
        return content;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<byte[]> ReadAsync(byte[] content, string hash, int piece, MemoryStream? to = null)
    {
        to ??= new();
        await using var whole = new CheckedStream(new MemoryStream(content), hash);
        await whole.CopyToAsync(to, piece);
        return to.ToArray();
    }
}
