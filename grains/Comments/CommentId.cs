using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Comments;

/// <summary>
/// The id of a comment, computed only from public data: round, unit, group and text. It reveals nothing about the credential, box or order
/// of arrival, and is the same after a restart and in a recount. Equal texts of one group on one unit share an id: they cannot be
/// distinguished anyway.
/// </summary>
/// <remarks>The slips of a sealed round never change, so an id stays valid.</remarks>
public static class CommentId
{
    private const int Bytes = 16;

    /// <summary>
    /// The first 128 bits of SHA-256 in hexadecimal. Codes contain no line break, so two different comments never hash the same text.
    /// </summary>
    /// <param name="round">The round's id.</param>
    /// <param name="unit">The unit's code.</param>
    /// <param name="group">The group's code.</param>
    /// <param name="text">The text of the comment.</param>
    public static string Of(string round, string unit, string group, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{round}\n{unit}\n{group}\n{text}")).AsSpan(0, Bytes));
}
