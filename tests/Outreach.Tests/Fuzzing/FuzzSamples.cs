namespace Outreach.Tests.Fuzzing;

/// <summary>What providers and clients send, as their documentation and our recordings show it, shortened where it only repeats.</summary>
internal static class FuzzSamples
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Upload = "multipart/form-data; boundary=----fuzz";

    /// <summary>developers.zalo.me, webhook events.</summary>
    public static IReadOnlyList<FuzzSample> Zalo { get; } = Posts("/webhooks/zalo/default", Json,
        """{"app_id":"360846524940903967","sender":{"id":"2468%N%"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Làm giấy khai sinh cho con ở đâu?","msg_id":"t%N%"},"timestamp":"1735689600000"}""",
        """{"app_id":"360846524940903967","user_id_by_app":"552","event_name":"user_send_image","timestamp":"154390853474","sender":{"id":"2468%N%"},"recipient":{"id":"388"},"message":{"msg_id":"i%N%","text":"ảnh đơn","attachments":[{"type":"image","payload":{"thumbnail":"https://a.example/t.jpg","url":"https://a.example/i.jpg"}}]}}""",
        """{"app_id":"360846524940903967","event_name":"user_send_location","timestamp":"1735689600000","sender":{"id":"2468%N%"},"recipient":{"id":"388"},"message":{"msg_id":"l%N%","text":"","attachments":[{"type":"location","payload":{"coordinates":{"latitude":"16.4637","longitude":"107.5909"}}}]}}""",
        """{"app_id":"360846524940903967","event_name":"user_send_file","timestamp":"1735689600000","sender":{"id":"2468%N%"},"recipient":{"id":"388"},"message":{"msg_id":"f%N%","attachments":[{"type":"file","payload":{"url":"https://a.example/d.pdf","size":"20480","name":"đơn.pdf","checksum":"a","type":"pdf"}}]}}""",
        """{"app_id":"360846524940903967","event_name":"user_send_business_card","timestamp":"1735689600000","sender":{"id":"2468%N%"},"recipient":{"id":"388"},"message":{"msg_id":"b%N%","attachments":[{"type":"link","payload":{"thumbnail":"https://a.example/t.jpg","description":"{\"phone\":\"0901234567\"}","url":"https://a.example"}}]}}""",
        """{"app_id":"360846524940903967","event_name":"follow","oa_id":"388","follower":{"id":"2468%N%"},"user_id_by_app":"552","source":"oa_profile","timestamp":"1735689600000"}""",
        """{"app_id":"360846524940903967","event_name":"unfollow","oa_id":"388","follower":{"id":"2468%N%"},"user_id_by_app":"552","source":"oa_profile","timestamp":"1735689600000"}""",
        """{"app_id":"360846524940903967","event_name":"user_withdraw","user_id":"2468%N%","timestamp":"1735689600000"}""",
        """{"app_id":"360846524940903967","event_name":"user_submit_info","sender":{"id":"2468%N%"},"recipient":{"id":"388"},"info":{"name":"Nguyễn Thị Hoa","phone":"84901234567","address":"1 Lê Lợi","city":"Huế","district":"Thuận Hóa"},"timestamp":1735689600000}""",
        """{"app_id":"360846524940903967","event_name":"user_received_message","sender":{"id":"388"},"recipient":{"id":"2468"},"message":{"msg_id":"r%N%","delivery_time":"1626926349500","tracking_id":"c42-r1001"},"timestamp":"1735689600000"}""",
        """{"app_id":"360846524940903967","event_name":"user_seen_message","sender":{"id":"388"},"recipient":{"id":"2468"},"message":{"msg_ids":["s%N%","u%N%"]},"timestamp":"1735689600000"}""");

    /// <summary>core.telegram.org/bots/api, Update.</summary>
    public static IReadOnlyList<FuzzSample> Telegram { get; } = Posts("/webhooks/telegram/default", Json,
        """{"update_id":%N%,"message":{"message_id":7,"date":1441645532,"chat":{"last_name":"Lê","id":1%N%,"first_name":"Hoa","username":"hoa","type":"private"},"from":{"id":1%N%,"is_bot":false,"first_name":"Hoa","last_name":"Lê","language_code":"vi"},"text":"Làm hộ chiếu","entities":[{"offset":0,"length":3,"type":"bold"}]}}""",
        """{"update_id":%N%,"message":{"message_id":8,"date":1441645532,"chat":{"id":1%N%,"type":"private"},"from":{"id":1%N%,"is_bot":false,"first_name":"Hoa"},"text":"/start c42_ref","entities":[{"offset":0,"length":6,"type":"bot_command"}]}}""",
        """{"update_id":%N%,"message":{"message_id":9,"date":1441645602,"chat":{"id":1%N%,"type":"private"},"from":{"id":1%N%,"is_bot":false,"first_name":"Hoa"},"caption":"giấy tờ","photo":[{"file_id":"AgAC","file_unique_id":"AQAD","width":90,"height":60,"file_size":1253},{"file_id":"AgAD","width":800,"height":600}]}}""",
        """{"update_id":%N%,"message":{"message_id":10,"date":1441645600,"chat":{"id":1%N%,"type":"private"},"from":{"id":1%N%,"first_name":"Hoa"},"contact":{"phone_number":"+84901234567","first_name":"Hoa","user_id":1%N%}}}""",
        """{"update_id":%N%,"message":{"message_id":11,"date":1441645603,"chat":{"id":1%N%,"type":"private"},"from":{"id":1%N%,"first_name":"Hoa"},"document":{"file_id":"BQAC","file_unique_id":"AgAD","file_name":"don.pdf","mime_type":"application/pdf","file_size":20480},"location":{"latitude":16.4637,"longitude":107.5909}}}""",
        """{"update_id":%N%,"callback_query":{"id":"4382bfdwdsb323b2d9","from":{"id":1%N%,"is_bot":false,"first_name":"Hoa"},"message":{"message_id":1366,"chat":{"id":1%N%,"type":"private"},"date":1441645532,"text":"…","reply_markup":{"inline_keyboard":[[{"text":"Cổng","url":"https://a.example"}],[{"text":"Đăng ký thường trú","callback_data":"Đăng ký"}]]}},"chat_instance":"-42","data":"Đăng ký"}}""",
        """{"update_id":%N%,"my_chat_member":{"chat":{"id":1%N%,"type":"private"},"from":{"id":1%N%,"is_bot":false,"first_name":"Hoa"},"date":1441645800,"old_chat_member":{"user":{"id":123456,"is_bot":true},"status":"member"},"new_chat_member":{"user":{"id":123456,"is_bot":true},"status":"kicked","until_date":0}}}""",
        """{"update_id":%N%,"message":{"message_id":12,"date":1441645603,"chat":{"id":-100%N%,"type":"group","title":"Tổ 5"},"migrate_to_chat_id":-1001234567890}}""");

    /// <summary>twilio.com/docs/messaging/guides/webhook-request.</summary>
    public static IReadOnlyList<FuzzSample> TwilioMessages { get; } = Posts("/webhooks/twilio/default", Form,
        "ToCountry=VN&SmsMessageSid=SM%N%&NumMedia=0&SmsSid=SM%N%&SmsStatus=received&Body=Xin+ch%C3%A0o%2C+t%C3%B4i+c%E1%BA%A7n+h%E1%BB%97+tr%E1%BB%A3&To=%2B84900000000&NumSegments=1&MessageSid=SM%N%&AccountSid=AC1&From=%2B849%N%&ApiVersion=2010-04-01",
        "MessageSid=MM%N%&From=%2B849%N%&To=%2B84900000000&Body=&NumMedia=1&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2Fa&MediaContentType0=image%2Fjpeg",
        "MessageSid=SM%N%&From=%2B849%N%&Body=STOP&OptOutType=STOP",
        "MessageSid=SM%N%&From=%2B849%N%&Body=START&OptOutType=START");

    /// <summary>twilio.com/docs/messaging/guides/track-outbound-message-status.</summary>
    public static IReadOnlyList<FuzzSample> TwilioStatuses { get; } = Posts("/webhooks/twilio/default/status?m=0194f0c0-0000-7000-8000-000000000001", Form,
        "MessageSid=SM%N%&SmsSid=SM%N%&AccountSid=AC2&From=HUEPORTAL&To=%2B84901234567&MessageStatus=undelivered&SmsStatus=undelivered&ErrorCode=30003&ErrorMessage=Unreachable&ApiVersion=2010-04-01",
        "MessageSid=SM%N%&MessageStatus=delivered&RawDlrDoneDate=2611221200",
        "MessageSid=SM%N%&MessageStatus=sent");

    /// <summary>developers.facebook.com, Messenger Platform, webhook events.</summary>
    public static IReadOnlyList<FuzzSample> Facebook { get; } = Posts("/webhooks/facebook/default", Json,
        Messenger(""" "message":{"mid":"m_%N%","text":"Tra cứu","quick_reply":{"payload":"TRACUU"}}"""),
        Messenger(""" "message":{"mid":"p_%N%","attachments":[{"type":"image","payload":{"url":"https://scontent.example/1","sticker_id":369239263222822}},{"type":"location","payload":{"coordinates":{"lat":16.46,"long":107.59}}}]}"""),
        Messenger(""" "postback":{"mid":"b_%N%","title":"Bắt đầu","payload":"GET_STARTED","referral":{"ref":"c42","source":"SHORTLINK","type":"OPEN_THREAD","ad_id":"9"}}"""),
        Messenger(""" "optin":{"type":"notification_messages","notification_messages_token":"123","notification_messages_status":"STOP_NOTIFICATIONS"}"""),
        Messenger(""" "delivery":{"mids":["m_a%N%","m_b%N%"],"watermark":1458668856253}"""),
        Messenger(""" "read":{"watermark":1458668856253}"""),
        """{"object":"page","entry":[{"id":"1234","time":1,"standby":[{"sender":{"id":"5678"},"message":{"mid":"m_1","text":"a"}}],"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1_2","message":"a"}}]},{"id":"1234","time":1,"messaging":[{"sender":{"id":"1234"},"recipient":{"id":"5678"},"timestamp":1459991487970,"message":{"mid":"e_%N%","is_echo":true,"app_id":1517776481860111,"metadata":"0199f2a0-7b1c-7000-8000-000000000001","text":"Xin chào"}}]}]}""");

    /// <summary>Our own schema.</summary>
    public static IReadOnlyList<FuzzSample> Generic { get; } = Posts("/webhooks/generic/e-office", Json,
        """{"type":"message","from":"0913%N%","name":"Chị Hoa","text":"Xin chào","occurredAt":"2026-11-22T08:00:00+07:00","files":[{"url":"https://a.vn/7.jpg","kind":"image","name":"7.jpg","contentType":"image/jpeg"}]}""",
        """{"type":"joined","from":"0913%N%","code":"c42"}""",
        """{"type":"left","from":"0913%N%"}""",
        """{"type":"contact","from":"0913%N%","name":"Lê Thị Hoa","phone":"0913000001","address":"1 Lê Lợi"}""",
        """{"type":"receipt","message":"0199f2a0-7b1c-7000-8000-000000000001","status":"failed","reason":"hộp thư đầy"}""");

    /// <summary>Bot Framework, Activity schema 3.1.12.</summary>
    public static IReadOnlyList<FuzzSample> Bot { get; } = Posts("/api/messages", Json,
        Activity(""" "type":"message","text":"<at>Bot</at> Làm hộ chiếu","textFormat":"plain","locale":"vi-VN","entities":[{"type":"mention","text":"<at>Bot</at>","mentioned":{"id":"bot-1","name":"Bot"}},{"type":"clientInfo","country":"VN"}],"attachments":[{"contentType":"image/png","contentUrl":"https://a.example/1.png","name":"1.png"}]"""),
        Activity(""" "type":"message","deliveryMode":"expectReplies","text":"Xin chào","value":{"hoten":"Hoa","dienthoai":"0901234567"}"""),
        Activity(""" "type":"conversationUpdate","membersAdded":[{"id":"bot-1"},{"id":"user-%N%"}]"""),
        Activity(""" "type":"conversationUpdate","membersRemoved":[{"id":"user-%N%"}]"""),
        Activity(""" "type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"x","data":{"hoten":"Hoa"}}}"""),
        Activity(""" "type":"event","name":"handoff.status","value":{"state":"accepted","message":"a"}"""),
        Activity(""" "type":"installationUpdate","action":"remove" """),
        Activity(""" "type":"typing" """));

    /// <summary>speedsms.vn, the two kinds of calls.</summary>
    public static IReadOnlyList<FuzzSample> Gateway { get; } =
    [
        .. Posts("/webhooks/sms/default/" + FuzzInputs.Unproved, Json, """{"type":"sms","phone":"84901234567","content":"Lam ho chieu %N%"}"""),
        .. Posts("/webhooks/sms/default/" + FuzzInputs.Unproved + "/status", Json, """{"type":"report","tranId":%N%,"phone":"84901234567","status":0}""", """{"type":"report","tranId":%N%,"phone":"84901234567","status":64}"""),
    ];

    /// <summary>The page's buttons, and RFC 8058.</summary>
    public static IReadOnlyList<FuzzSample> OptOuts { get; } =
        [new("GET", "/u/" + FuzzInputs.Unproved), .. Posts("/u/" + FuzzInputs.Unproved, Form, "act=stop", "act=return", "List-Unsubscribe=One-Click"), .. Posts("/u/" + FuzzInputs.Unproved, Upload, Parts("act", "stop"))];

    public static IReadOnlyList<FuzzSample> Tasks { get; } =
    [
        new("GET", "/tasks/" + FuzzInputs.Unproved),
        .. Posts("/tasks/" + FuzzInputs.Unproved, Form, "act=declined&who=&evidence=", "act=look&who=Hoa&evidence=a"),
        .. Posts("/tasks/" + FuzzInputs.Unproved, Upload, Parts("act", "declined", "who", "Hoa", "evidence", "Đã đọc lúc 8 giờ") + Part("photo", "anh.png", "image/png", "\u0089PNG not a picture") + "------fuzz--\r\n"),
    ];

    public static IReadOnlyList<FuzzSample> Starts(string path) =>
        Posts(path, Json, """{"user":{"id":"khach-%N%","name":"Hoa"},"trustedOrigins":["https://hue.gov.vn"]}""", """{"user":{"id":"a"},"locale":"vi-VN","bot":{"id":"b"}}""");

    /// <summary>DirectLineJS and Web Chat.</summary>
    public static IReadOnlyList<FuzzSample> Activities(string path) => Posts(path, Json,
        """{"type":"message","from":{"id":"me","name":"Hoa","role":"user"},"text":"Làm hộ chiếu","locale":"vi-VN","textFormat":"plain","timestamp":"2026-11-22T08:00:00.000Z","channelData":{"clientActivityID":"17950%N%","clientTimestamp":"2026-11-22T08:00:00.000Z"},"entities":[{"type":"ClientCapabilities","requiresBotState":true,"supportsListening":true}]}""",
        """{"type":"message","from":{"id":"me"},"value":{"intent":"hộ chiếu","list":[1,2.5,null]},"text":"","attachments":[{"contentType":"image/png","contentUrl":"data:image/png;base64,iVBORw0KGgo=","name":"a.png"},{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"a"}]}}]}""",
        """{"type":"typing","from":{"id":"me"}}""",
        """{"type":"event","name":"webchat/join","value":{"language":"vi"},"from":{"id":"me"},"channelData":{"clientActivityID":"e%N%"},"suggestedActions":{"to":["me"],"actions":[{"type":"imBack","title":"Có","value":"Có"}]}}""",
        """{"type":"endOfConversation","from":{"id":"me"},"code":"completedSuccessfully","serviceUrl":"https://evil.example","recipient":{"id":"x"},"conversation":{"id":"other"},"replyToId":"1"}""");

    /// <summary>Web Chat with files, and a single file as the body.</summary>
    public static IReadOnlyList<FuzzSample> Uploads(string path) =>
    [
        .. Posts(path, Upload,
            Part("activity", "blob", "application/vnd.microsoft.activity", """{"type":"message","text":"đường hỏng","from":{"id":"me"},"channelData":{"clientActivityID":"u%N%"}}""")
            + Part("file", "don.pdf", "application/pdf", "%PDF-1.7 đơn") + "------fuzz--\r\n"),
        new("POST", path, "application/pdf", "%PDF-1.7 đơn %N%", ("Content-Disposition", "form-data; name=\"file\"; filename=\"a.pdf\"")),
    ];

    public static IReadOnlyList<FuzzSample> Streams(string path) =>
    [
        new("GET", path),
        new("GET", path + "?watermark=0", null, "", ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")),
        new("GET", path, null, "", ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "8"), ("Sec-WebSocket-Key", "a"), ("Sec-WebSocket-Protocol", "a, b"), ("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits=99")),
    ];

    private static IReadOnlyList<FuzzSample> Posts(string path, string contentType, params string[] bodies) => [.. bodies.Select(body => new FuzzSample("POST", path, contentType, body))];

    private static string Parts(params string[] fields) =>
        string.Concat(fields.Chunk(2).Select(field => $"------fuzz\r\nContent-Disposition: form-data; name=\"{field[0]}\"\r\n\r\n{field[1]}\r\n"));

    private static string Part(string name, string file, string contentType, string content) =>
        $"------fuzz\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {contentType}\r\n\r\n{content}\r\n";

    private static string Messenger(string content) =>
        $$"""{"object":"page","entry":[{"id":"1234","time":1459991487970,"messaging":[{"sender":{"id":"5678%N%"},"recipient":{"id":"1234"},"timestamp":1459991487970,{{content}}}]}]}""";

    private static string Activity(string content) =>
        $$"""{"id":"%N%","timestamp":"2026-11-22T08:00:00.000Z","serviceUrl":"https://smba.example/apac/","channelId":"webchat","from":{"id":"user-%N%","name":"Hoa"},"conversation":{"id":"conv-%N%"},"recipient":{"id":"bot-1","name":"Bot"},"channelData":{"clientActivityID":"c"},{{content}}}""";
}
