import { readNames } from './read-names.ts';

/** First names used all over the hills, by several communities. */

export const hillBoys = readNames(`
  Aarav आरव, Aayush आयुष, Abhishek अभिषेक, Aditya आदित्य, Amrit अमृत, Anish अनिश, Anup अनुप, Aryan आर्यन,
  Ashish आशिष, Bibek विवेक, Bikash विकास, Bikram विक्रम, Bipin विपिन, Bishal विशाल, Deepak दीपक, Dipesh दिपेश,
  Gaurav गौरव, Ishan इशान, Kiran किरण, Krish कृष, Kushal कुशल, Manish मनिष, Milan मिलन, Nabin नविन, Niraj नीरज,
  Nischal निश्चल, Prabin प्रविण, Pradip प्रदीप, Prajwal प्रज्वल, Prashant प्रशान्त, Pratik प्रतीक, Prince प्रिन्स,
  Rabin रविन, Rohan रोहन, Rohit रोहित, Roshan रोशन, Sagar सागर, Sajan साजन, Samir समिर, Sandesh सन्देश,
  Sandip सन्दीप, Saugat सौगात, Shishir शिशिर, Siddhartha सिद्धार्थ, Sudip सुदीप, Sujal सुजल, Sujan सुजन,
  Sulabh सुलभ, Suman सुमन, Suraj सुरज, Sushant सुशान्त, Swastik स्वस्तिक, Ujjwal उज्ज्वल, Utsav उत्सव,
  Yogesh योगेश, Yubraj युवराज`);

export const hillGirls = readNames(`
  Aakriti आकृति, Aarati आरती, Alina अलिना, Anisha अनिशा, Anjali अञ्जली, Apsara अप्सरा, Asmita अस्मिता,
  Ayusha आयुषा, Barsha वर्षा, Binita विनिता, Bipana विपना, Dikshya दीक्षा, Ganga गंगा, Isha ईशा, Ishwari ईश्वरी,
  Jyoti ज्योति, Kabita कविता, Karuna करुणा, Kopila कोपिला, Kritika कृतिका, Kusum कुसुम, Laxmi लक्ष्मी,
  Manisha मनिषा, Maya माया, Menuka मेनुका, Muna मुना, Namrata नम्रता, Nikita निकिता, Nisha निशा,
  Prakriti प्रकृति, Prasansa प्रशंसा, Pratiksha प्रतीक्षा, Puja पूजा, Rachana रचना, Rakshya रक्षा, Reshma रेश्मा,
  Ritika रितिका, Riya रिया, Roshani रोशनी, Sabina सबिना, Samikshya समीक्षा, Samjhana सम्झना, Sangita संगीता,
  Sanskriti संस्कृति, Shristi सृष्टि, Simran सिमरन, Sita सीता, Smriti स्मृति, Sneha स्नेहा, Sujata सुजाता,
  Supriya सुप्रिया, Sushmita सुष्मिता, Swastika स्वस्तिका, Tulasi तुलसी, Urmila उर्मिला, Yashoda यशोदा`);

export const hillMen = readNames(`
  Arjun अर्जुन, Basanta वसन्त, Bhola भोला, Binod विनोद, Bishnu विष्णु, Deepak दीपक, Devendra देवेन्द्र,
  Dinesh दिनेश, Ganesh गणेश, Gopal गोपाल, Govinda गोविन्द, Hari हरि, Kamal कमल, Keshav केशव, Krishna कृष्ण,
  Madhav माधव, Mahesh महेश, Mohan मोहन, Nabin नविन, Narayan नारायण, Narendra नरेन्द्र, Prakash प्रकाश,
  Rajendra राजेन्द्र, Rajesh राजेश, Raju राजु, Ramesh रमेश, Rupesh रुपेश, Santosh सन्तोष, Shankar शंकर,
  Shiva शिव, Shyam श्याम, Sunil सुनिल, Suresh सुरेश, Surendra सुरेन्द्र, Tanka टंक, Umesh उमेश, Uttam उत्तम`);

export const hillWomen = readNames(`
  Ambika अम्बिका, Anita अनिता, Bhagawati भगवती, Bimala विमला, Chandra चन्द्रा, Devaki देवकी, Durga दुर्गा,
  Ganga गंगा, Gita गीता, Goma गोमा, Hima हिमा, Indira इन्दिरा, Jamuna जमुना, Januka जानुका, Kalpana कल्पना,
  Kamala कमला, Laxmi लक्ष्मी, Mandira मन्दिरा, Manju मञ्जु, Mina मीना, Nirmala निर्मला, Pabitra पवित्रा,
  Parbati पार्वती, Pramila प्रमिला, Radha राधा, Rama रमा, Renuka रेणुका, Rita रीता, Rukmini रुक्मिणी,
  Sabita सविता, Saraswati सरस्वती, Sarita सरिता, Shanti शान्ति, Sharmila शर्मिला, Sita सीता, Sumitra सुमित्रा,
  Sunita सुनिता, Sushila सुशीला, Tara तारा, Tulasa तुलसा, Uma उमा, Yashoda यशोदा`);

/** Stems of grandfathers' names, which take Bahadur or Prasad: Dhan Bahadur, Hari Prasad. */
export const oldMenStems = readNames(`
  Bal बल, Bhakta भक्त, Bhim भीम, Bir वीर, Chandra चन्द्र, Dambar डम्बर, Dhan धन, Dil दिल, Indra इन्द्र, Jit जीत,
  Khadga खड्ग, Lok लोक, Man मान, Nara नर, Padam पदम, Purna पूर्ण, Tek टेक, Tul तुल`);

/** Stems of grandmothers' names, which take Maya, Kumari or Devi: Phul Maya. */
export const oldWomenStems = readNames(`
  Bishnu विष्णु, Chandra चन्द्र, Dhan धन, Dil दिल, Hari हरि, Indra इन्द्र, Krishna कृष्ण, Man मन, Phul फूल,
  Purna पूर्ण, Ran रन, Suk सुक, Tika टीका`);

export const teraiBoys = readNames(`
  Abhishek अभिषेक, Aman अमन, Amit अमित, Ankit अंकित, Anuj अनुज, Ashish आशिष, Chandan चन्दन, Gaurav गौरव,
  Karan करण, Manish मनिष, Mukesh मुकेश, Nitesh नितेश, Pankaj पंकज, Prince प्रिन्स, Rahul राहुल, Rajan राजन,
  Ravi रवि, Ritesh रितेश, Rohit रोहित, Sachin सचिन, Saurav सौरभ, Shivam शिवम, Sonu सोनु, Sumit सुमित,
  Vikash विकाश, Vivek विवेक`);

export const teraiGirls = readNames(`
  Aarti आरती, Anjali अञ्जली, Ankita अंकिता, Babita बबिता, Chandani चाँदनी, Kajal काजल, Khushbu खुशबु, Komal कोमल,
  Manisha मनिषा, Neha नेहा, Nikki निक्की, Pooja पूजा, Priti प्रीति, Priyanka प्रियंका, Punam पुनम, Rani रानी,
  Rupa रुपा, Sapana सपना, Shivani शिवानी, Sonali सोनाली, Soni सोनी, Swati स्वाति`);

export const teraiMen = readNames(`
  Ajay अजय, Arun अरुण, Ashok अशोक, Bindeshwar विन्देश्वर, Birendra वीरेन्द्र, Dinesh दिनेश, Jageshwar जागेश्वर,
  Jitendra जितेन्द्र, Lalan ललन, Mahendra महेन्द्र, Raj Kumar राज कुमार, Ram Chandra राम चन्द्र, Ramesh रमेश,
  Sanjay सञ्जय, Satish सतीश, Shambhu शम्भु, Shiv Narayan शिव नारायण, Sunil सुनिल, Upendra उपेन्द्र, Vijay विजय`);

export const teraiWomen = readNames(`
  Anita अनिता, Indu इन्दु, Kiran किरण, Lalita ललिता, Manju मञ्जु, Mina मीना, Nilam निलम, Rekha रेखा, Rina रीना,
  Sangita संगीता, Savitri सावित्री, Shanti शान्ति, Shobha शोभा, Sudha सुधा, Sunita सुनिता, Urmila उर्मिला`);

export const teraiOldMen = readNames(`
  Bishnu Dev विष्णु देव, Jogendra जोगेन्द्र, Mahabir महावीर, Phulchand फूलचन्द, Ram Dev राम देव, Ram Lakhan राम लखन,
  Ram Prit राम प्रीत, Ram Swarup राम स्वरूप, Sita Ram सीता राम, Sukhdev सुखदेव`);

export const teraiOldWomen = readNames(`
  Budhni बुधनी, Dukhni दुखनी, Jagtarni जगतारनी, Phulmati फूलमती, Ram Dulari राम दुलारी, Ram Kali राम काली,
  Ram Sakhi राम सखी, Rampari रामपरी, Sukni सुकनी`);
