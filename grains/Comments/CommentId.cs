using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Comments;

/// <summary>
/// Names a comment by nothing but what everybody sees of it: its round, unit, group and words. So the name says nothing of credential, box or arrival, is the
/// same after a restart and for a recount, and those of one group who wrote the same words of a unit share it: nobody could tell them apart either.
/// </summary>
/// <remarks>Once a round is sealed no slip changes any more, so what a name stands for is there for ever.</remarks>
public static class CommentId
{
    private const int Bytes = 16;

    /// <summary>The first 128 bits of SHA-256 in hexadecimal. No code holds a line break, so no two comments make the same text to be hashed.</summary>
    /// <param name="unit">Its code, as <paramref name="group"/> is the group's.</param>
    public static string Of(string round, string unit, string group, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{round}\n{unit}\n{group}\n{text}")).AsSpan(0, Bytes));
}
