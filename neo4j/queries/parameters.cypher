// 0 Parameters: run these first
// They say what the other queries ask about. To ask about something else, run one of its lines with another value.
:param session => "HRC/56";
:param asOf => date("2024-06-01");
:param body => "HRC";
:param mechanism => "HIGH_COMMISSIONER";
:param symbol => "A/HRC/RES/53/13";
:param other => "A/HRC/44/25";
:param cited => "A/HRC/RES/38/12";
:param state => "ARG";
