using System.Text.Json;

namespace Evaluation.Gateway.Evidence;

/// <summary>A received file.</summary>
/// <param name="Content">The file. It can be read more than once until the request ends. The receiver disposes of it.</param>
/// <param name="Words">The text fields of the form, as an object of texts.</param>
/// <param name="FileName">As the sender names the file; only its extension is read, and it is not stored.</param>
/// <param name="StoredDate">The date of a file that is filed in another round already; null where the date is typed.</param>
public sealed record EvidenceUpload(Stream Content, JsonElement Words, string FileName = "", DateOnly? StoredDate = null);
