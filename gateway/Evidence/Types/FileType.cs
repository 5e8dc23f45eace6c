namespace Evaluation.Gateway.Evidence.Types;

/// <summary>A type of file that is accepted as evidence.</summary>
/// <param name="Extension">The usual extension, without the dot.</param>
internal sealed record FileType(string MediaType, string Extension)
{
    public static readonly FileType Pdf = new("application/pdf", "pdf");
    public static readonly FileType Ofd = new("application/ofd", "ofd");
    public static readonly FileType Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
    public static readonly FileType Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
    public static readonly FileType Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");
    public static readonly FileType Odt = new("application/vnd.oasis.opendocument.text", "odt");
    public static readonly FileType Ods = new("application/vnd.oasis.opendocument.spreadsheet", "ods");
    public static readonly FileType Odp = new("application/vnd.oasis.opendocument.presentation", "odp");
    public static readonly FileType Doc = new("application/msword", "doc");
    public static readonly FileType Xls = new("application/vnd.ms-excel", "xls");
    public static readonly FileType Ppt = new("application/vnd.ms-powerpoint", "ppt");
    public static readonly FileType Text = new("text/plain", "txt");
    public static readonly FileType Jpeg = new("image/jpeg", "jpg");
    public static readonly FileType Png = new("image/png", "png");
    public static readonly FileType Gif = new("image/gif", "gif");
    public static readonly FileType Webp = new("image/webp", "webp");
    public static readonly FileType Tiff = new("image/tiff", "tif");
    public static readonly FileType Bmp = new("image/bmp", "bmp");
    public static readonly FileType Heic = new("image/heic", "heic");
    public static readonly FileType Mp4 = new("video/mp4", "mp4");
    public static readonly FileType Mov = new("video/quicktime", "mov");
    public static readonly FileType M4a = new("audio/mp4", "m4a");
    public static readonly FileType Mp3 = new("audio/mpeg", "mp3");
    public static readonly FileType Zip = new("application/zip", "zip");

    /// <summary>Every accepted type, as refusals list them.</summary>
    public static IReadOnlyList<FileType> All { get; } =
    [
        Pdf, Ofd, Docx, Xlsx, Pptx, Odt, Ods, Odp, Doc, Xls, Ppt, Text, Jpeg, Png, Gif, Webp, Tiff, Bmp, Heic, Mp4, Mov, M4a, Mp3, Zip,
    ];

    /// <summary>
    /// Whether a text or an archive is named as another accepted type. Almost any content passes for one of these two, so such a file is
    /// not what its sender means to file. Pictures, which phones often name as other pictures, are never disguised.
    /// </summary>
    /// <param name="claimed">The extension of the name.</param>
    public bool IsDisguised(string fileName, out string claimed)
    {
        var extension = claimed = Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant();
        return (this == Text || this == Zip) && extension != Extension && All.Any(type => type.Extension == extension);
    }

    /// <summary>The type with this media type.</summary>
    /// <exception cref="ArgumentException">The media type is not one of <see cref="All"/>.</exception>
    public static FileType Of(string mediaType) =>
        All.FirstOrDefault(type => type.MediaType == mediaType) ?? throw new ArgumentException($"The media type '{mediaType}' is not accepted as evidence.", nameof(mediaType));
}
