import { text } from './define-text.ts';

/**
 * The bodies of the templates that Meta reviews. Their rules shape them: no parameter at the very start or end, none
 * beside another, more fixed words than twice the parameters, no emoji in a footer. A body named `…More` says that
 * there is more to read; two templates may not have the same body.
 */
export const templateBodies = {
  'template.update': text(
    { children: 'words', lessons: 'typed', sender: 'words' },
    {
      en: '📘 Class news for {children}:\n{lessons}\nThis message is from {sender}. You can answer it right here.',
      ne: '📘 कक्षाको खबर, {children}:\n{lessons}\nयो सन्देश {sender}बाट आएको हो। उत्तर यहीँ लेख्न सकिन्छ।',
    },
  ),
  'template.updateMore': text(
    { children: 'words', lessons: 'typed', sender: 'words' },
    {
      en: '📘 Class news for {children}:\n{lessons}\nThis message is from {sender}. To read it all, tap the button below.',
      ne: '📘 कक्षाको खबर, {children}:\n{lessons}\nयो सन्देश {sender}बाट आएको हो। पूरा पढ्न तलको बटन थिच्नुहोस्।',
    },
  ),
  'template.correction': text(
    { children: 'words', lessons: 'typed', sender: 'words' },
    {
      en: '✏️ Correction for {children}. Please go by this message:\n{lessons}\nIt is from {sender}. You can answer it right here.',
      ne: '✏️ सच्याइएको सन्देश, {children}। अघिको होइन, कृपया यही मान्नुहोस्:\n{lessons}\nयो {sender}बाट आएको हो। उत्तर यहीँ लेख्न सकिन्छ।',
    },
  ),
  'template.correctionMore': text(
    { children: 'words', lessons: 'typed', sender: 'words' },
    {
      en: '✏️ Correction for {children}. Please go by this message:\n{lessons}\nIt is from {sender}. To read it all, tap the button below.',
      ne: '✏️ सच्याइएको सन्देश, {children}। अघिको होइन, कृपया यही मान्नुहोस्:\n{lessons}\nयो {sender}बाट आएको हो। पूरा पढ्न तलको बटन थिच्नुहोस्।',
    },
  ),
  'template.announcement': text(
    { school: 'words', notice: 'typed' },
    {
      en: '📢 Notice from {school}:\n{notice}\nIf you have a question, you can write it right here.',
      ne: '📢 सूचना, {school}बाट:\n{notice}\nकेही सोध्नु परे यहीँ लेख्न सकिन्छ।',
    },
  ),
  'template.announcementMore': text(
    { school: 'words', notice: 'typed' },
    {
      en: '📢 Notice from {school}:\n{notice}\nTo read it all, tap the button below.',
      ne: '📢 सूचना, {school}बाट:\n{notice}\nपूरा सूचना पढ्न तलको बटन थिच्नुहोस्।',
    },
  ),
  'template.urgent': text(
    { school: 'words', notice: 'typed' },
    {
      en: '❗ Urgent notice from {school}:\n{notice}\nIf you have a question, you can write it right here.',
      ne: '❗ जरुरी सूचना, {school}बाट:\n{notice}\nकेही सोध्नु परे यहीँ लेख्न सकिन्छ।',
    },
  ),
  'template.urgentMore': text(
    { school: 'words', notice: 'typed' },
    {
      en: '❗ Urgent notice from {school}:\n{notice}\nTo read it all, tap the button below.',
      ne: '❗ जरुरी सूचना, {school}बाट:\n{notice}\nपूरा सूचना पढ्न तलको बटन थिच्नुहोस्।',
    },
  ),
  'template.absence': text(
    { children: 'words', date: 'words' },
    {
      en: '🔔 Attendance for {children}:\nmarked absent from school on {date}.\nPlease tap the reason below. If this is a mistake, write to us.',
      ne: '🔔 हाजिरी, {children}:\n{date} विद्यालयमा अनुपस्थित जनाइएको छ।\nकृपया तलबाट कारण थिच्नुहोस्। गल्ती भएको भए हामीलाई लेख्नुहोस्।',
    },
  ),
  'template.atSchool': text(
    { children: 'words', date: 'words' },
    {
      en: '✅ Attendance for {children}:\nat school on {date}. The message before was a mistake, and we are sorry for the worry.',
      ne: '✅ हाजिरी, {children}:\n{date} विद्यालयमै उपस्थित छन्। अघिको सन्देश गल्तीले गएको हो। चिन्ता भएकोमा क्षमा गर्नुहोस्।',
    },
  ),
  'template.takenBack': text(
    { audience: 'words', matter: 'words', sender: 'words' },
    {
      en: '✏️ Correction for {audience}:\nthe message about “{matter}” was sent by mistake. Please take no notice of it.\nIt was from {sender}, who is sorry for the trouble.',
      ne: '✏️ सच्याइएको खबर, {audience}:\n“{matter}” बारेको सन्देश गल्तीले गएको हो। कृपया त्यसलाई नमान्नुहोस्।\nत्यो {sender}बाट गएको थियो। असुविधाका लागि क्षमा गर्नुहोस्।',
    },
  ),
  'template.direct': text(
    { child: 'words', sender: 'words', message: 'typed' },
    {
      en: '✉️ About {child}, a message from {sender}:\n{message}\nYou can answer the school right here.',
      ne: '✉️ सन्देश, {child}का बारेमा, {sender}बाट:\n{message}\nविद्यालयलाई उत्तर यहीँ लेख्न सकिन्छ, धन्यवाद।',
    },
  ),
  'template.directMore': text(
    { child: 'words', sender: 'words', message: 'typed' },
    {
      en: '✉️ About {child}, a message from {sender}:\n{message}\nTo read it all, tap the button below.',
      ne: '✉️ सन्देश, {child}का बारेमा, {sender}बाट:\n{message}\nपूरा सन्देश पढ्न कृपया तलको बटन थिच्नुहोस्।',
    },
  ),
  'template.photo': text(
    { class: 'words', sender: 'words', caption: 'typed' },
    {
      en: '📎 A photo for {class}, sent by {sender}:\n{caption}\nYou can answer the school right here.',
      ne: '📎 फोटो, {class}का लागि, {sender}बाट:\n{caption}\nविद्यालयलाई उत्तर यहीँ लेख्न सकिन्छ, धन्यवाद।',
    },
  ),
  'template.document': text(
    { class: 'words', sender: 'words', caption: 'typed' },
    {
      en: '📎 A document for {class}, sent by {sender}:\n{caption}\nYou can answer the school right here.',
      ne: '📎 कागजात, {class}का लागि, {sender}बाट:\n{caption}\nविद्यालयलाई उत्तर यहीँ लेख्न सकिन्छ, धन्यवाद।',
    },
  ),
  'template.openMedia': text(
    { class: 'words', sender: 'words', caption: 'typed' },
    {
      en: '📎 Something new for {class}, sent by {sender}:\n{caption}\nTo open it, tap the button below.',
      ne: '📎 नयाँ सन्देश, {class}का लागि, {sender}बाट:\n{caption}\nखोल्न कृपया तलको बटन थिच्नुहोस्, धन्यवाद।',
    },
  ),
  'template.welcome': text(
    { school: 'words', children: 'words' },
    {
      en: '🙏 Namaste from {school}. Homework, attendance and notices about {children} will come to you here. You can stop them at any time.',
      ne: '🙏 नमस्ते, {school}बाट। {children}को गृहकार्य, हाजिरी र सूचना अब यहाँ आउनेछन्। जुनसुकै बेला बन्द गर्न सक्नुहुन्छ।',
    },
  ),
  'template.consent': text(
    { school: 'words', children: 'words' },
    {
      en: '🙏 Namaste from {school}. We would like to send homework, attendance and notices about {children} to this number. Do you agree? You can stop at any time.',
      ne: '🙏 नमस्ते, {school}बाट। {children}को गृहकार्य, हाजिरी र सूचना यो नम्बरमा पठाउन चाहन्छौँ। के तपाईं सहमत हुनुहुन्छ? जुनसुकै बेला बन्द गर्न सक्नुहुन्छ।',
    },
  ),
  'template.leaveRequest': text(
    { child: 'words', period: 'words', reason: 'typed' },
    {
      en: '🗓️ Leave for {child}: {period}. The reason given: {reason}\nIt has been put into the attendance.',
      ne: '🗓️ बिदाको जानकारी, {child}। मिति: {period}। कारण: {reason}\nयो बिदा हाजिरीमा पनि राखिएको छ।',
    },
  ),
  'template.guardianMessage': text(
    { child: 'words', message: 'typed' },
    {
      en: '💬 A parent of {child} wrote to you:\n{message}\nReply to this message to answer them.',
      ne: '💬 तपाईंलाई {child}का अभिभावकले लेख्नुभयो:\n{message}\nउत्तर दिन कृपया यही सन्देशमा रिप्लाई गर्नुहोस्।',
    },
  ),
  'template.guardianMessageMore': text(
    { child: 'words', message: 'typed' },
    {
      en: '💬 A parent of {child} wrote to you:\n{message}\nTo read it all, tap the button below.',
      ne: '💬 तपाईंलाई {child}का अभिभावकले लेख्नुभयो:\n{message}\nपूरा पढ्न तलको बटन थिच्नुहोस्।',
    },
  ),
  'template.approval': text(
    { sender: 'words', audience: 'words', notice: 'typed' },
    {
      en: '🖊️ A notice by {sender} for {audience} waits for your approval:\n{notice}\nIt will be sent only once you approve it.',
      ne: '🖊️ स्वीकृति चाहियो: {sender}को सूचना, {audience}का लागि:\n{notice}\nतपाईंले स्वीकृत गरेपछि मात्र पठाइनेछ।',
    },
  ),
  'template.approvalMore': text(
    { sender: 'words', audience: 'words', notice: 'typed' },
    {
      en: '🖊️ A notice by {sender} for {audience} waits for your approval:\n{notice}\nPlease read it all before you decide.',
      ne: '🖊️ स्वीकृति चाहियो: {sender}को सूचना, {audience}का लागि:\n{notice}\nकृपया निर्णय गर्नुअघि पूरा पढ्नुहोस्।',
    },
  ),
  'template.decided': text(
    { sender: 'words', audience: 'words', outcome: 'words' },
    {
      en: '🖊️ The notice by {sender} for {audience} needs no answer any more:\n{outcome}\nThere is nothing left for you to do.',
      ne: '🖊️ अब उत्तर चाहिँदैन: {sender}को सूचना, {audience}का लागि:\n{outcome}\nतपाईंले केही गर्नुपर्दैन, धन्यवाद।',
    },
  ),
  'template.alert': text(
    { school: 'words', matter: 'typed' },
    {
      en: '⚠️ About the WhatsApp number of {school}:\n{matter}\nPlease have a look at the school’s page when you can.',
      ne: '⚠️ ह्वाट्सएप नम्बरबारे जानकारी, {school}:\n{matter}\nमिलेको बेला विद्यालयको पृष्ठ हेर्नुहोस्।',
    },
  ),
  'template.footer': text({}, { en: 'To stop messages, write STOP', ne: 'सन्देश बन्द गर्न "बन्द" लेख्नुहोस्' }),
  'template.noCaption': text({}, { en: 'without words', ne: 'शब्दविना' }),
  'template.noReason': text({}, { en: 'not given', ne: 'नलेखिएको' }),
};
